#!/bin/sh
# What each clone runs once: git takes no programs from a repository, only from whoever works in it.
set -eu
git config diff.visavis.command "visavis diff"
git config diff.visavis.textconv "visavis export -t markdown -o -"
git config merge.visavis.name "Vis-à-vis: field by field, conflicts in words"
git config merge.visavis.driver "visavis merge %O %A %B -o %A --name %P"
