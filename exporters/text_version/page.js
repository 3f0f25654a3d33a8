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
var frame=document.querySelector(".frame");var image=document.querySelector(".drawing");
if(!frame||!image){return;}
var map=document.createElement("div");map.className="overview";map.setAttribute("aria-hidden","true");
var small=document.createElement("img");small.alt="";small.src=image.src;
var seen=document.createElement("div");seen.className="seen";
map.appendChild(small);map.appendChild(seen);frame.parentNode.insertBefore(map,frame.nextSibling);
function look(){var wide=image.offsetWidth,high=image.offsetHeight;
var all=wide<=frame.clientWidth+1&&high<=frame.clientHeight+1;map.hidden=all;if(all||!wide||!high){return;}
var part=function(number,of){return Math.max(0,Math.min(1,number/of))*100+"%";};
seen.style.left=part(frame.scrollLeft,wide);seen.style.top=part(frame.scrollTop,high);
seen.style.width=part(frame.clientWidth,wide);seen.style.height=part(frame.clientHeight,high);}
function go(event){var box=map.getBoundingClientRect();
frame.scrollLeft=(event.clientX-box.left)/box.width*image.offsetWidth-frame.clientWidth/2;
frame.scrollTop=(event.clientY-box.top)/box.height*image.offsetHeight-frame.clientHeight/2;}
map.addEventListener("pointerdown",function(event){map.setPointerCapture(event.pointerId);go(event);});
map.addEventListener("pointermove",function(event){if(event.buttons){go(event);}});
var from=null;
frame.addEventListener("pointerdown",function(event){if(event.pointerType==="mouse"&&event.button===0){
from=[event.clientX+frame.scrollLeft,event.clientY+frame.scrollTop];frame.setPointerCapture(event.pointerId);
event.preventDefault();frame.focus();}});
frame.addEventListener("pointermove",function(event){if(from){frame.scrollLeft=from[0]-event.clientX;
frame.scrollTop=from[1]-event.clientY;}});
frame.addEventListener("pointerup",function(){from=null;});
frame.addEventListener("scroll",look,{passive:true});window.addEventListener("resize",look);
var sizes=Array.prototype.slice.call(document.querySelectorAll("input[name=zoom]"));
var store=null;try{store=window.localStorage;}catch(error){store=null;}
sizes.forEach(function(size){size.addEventListener("change",function(){look();
try{if(store){store.setItem("visavis-zoom",size.id);}}catch(error){store=null;}});
try{if(store&&store.getItem("visavis-zoom")===size.id){size.checked=true;}}catch(error){store=null;}});
image.addEventListener("load",look);look();
}());
