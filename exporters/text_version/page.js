(function(){"use strict";
var button=document.getElementById("print");
if(button){button.hidden=false;button.addEventListener("click",function(){window.print();});}
var list=document.querySelector("nav details");
if(list&&window.matchMedia("(max-width:60rem)").matches){list.open=false;}
window.addEventListener("beforeprint",function(){if(list){list.open=false;}});
var links=Array.prototype.slice.call(document.querySelectorAll("nav a"));
function mark(){var last=links[0];links.forEach(function(link){
var target=document.getElementById(link.getAttribute("href").slice(1));
if(target&&target.getBoundingClientRect().top<160){last=link;}});
links.forEach(function(link){if(link===last){link.setAttribute("aria-current","true");}
else{link.removeAttribute("aria-current");}});}
window.addEventListener("scroll",mark,{passive:true});mark();
}());
