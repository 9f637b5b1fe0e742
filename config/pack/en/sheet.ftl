# The hand-over sheet, where two write it at once or a colleague's words are not read.

sheet-conflict = Nothing was saved. What you typed still stands in its fields; the first part of the page shows the newest state.
sheet-theirs = Meanwhile the own words of the sheet were stored by { $who }. If you save, yours take their place; add what must stay.
sheet-unread = What colleagues wrote here has not been handed on to you yet: an empty field does not mean that nothing is written. Whatever you save now takes the place of their words.
sheet-unread-nobody = What those who read this case before may have written here was not handed on and cannot be read any more.
