# Information pages that can be read without writing anything

read-title = What you can read here
read-lead = You need not write anything to read. We do not note who reads these pages, or when.
read-link = Information you can read
read-first = Read first
read-all = All information pages
read-checked = This page was last checked on { $day }.
read-unchecked = Nobody has checked this page yet.
