# Files of a case on the adviser's page: looking without saving to the computer.

view-open = View
view-open-of = View the file “{ $name }”
view-title = A file of case { $short }
view-back = Back to case { $short }
view-note = It may show or describe violence. Look when you are ready for it, and stop at any moment.
view-picture = Picture
view-show = Show it blurred
view-show-hint = Until then the picture is not sent to this computer.
view-sharp = Show it sharply
view-picture-alt = Picture from the file “{ $name }”
view-redrawn = The picture is drawn anew here and may be smaller; the stored file stays as it is. If you see nothing, the file could not be opened safely: it may be damaged or too large.
view-text = Text
view-text-show = Show the text
view-empty = There is nothing in this file: its length is zero.
view-not = This file cannot be shown here: it is neither a picture nor text, or it is too large. It can only be saved.
view-save-title = Save to the computer
view-save = Save the file
view-save-note = Open a stranger's file only in a program made for it, and allow neither macros nor links in it.

# The mark that a file may show a minor.
case-file-marked = The file may show a minor: nobody opens it any more.
case-files-mark = If a file may show somebody under 18, do not save it: choose “View”. Nothing of the file is shown there before you ask for it, and it can be marked and closed there.
mark-title = May the file show a minor?
mark-hint = If it may show somebody under 18 in a sexual or degrading way, look no further and show it to nobody. Once marked, nobody can open the file any more, you neither.
mark-sure = Yes, the file may show a minor
mark-minor = Mark and close the file
mark-error-sure = Tick that you really mean it.
mark-changed = The mark was not saved. Read the newest state and decide again.
mark-closed = This file is closed
mark-procedure = It may show a minor. The file stays sealed, and nobody opens, copies or sends it. Call the State Police (110) the same day and say only that such a file exists and where it is kept; the police will tell how to hand it over. If it was saved on a computer already, neither delete nor copy it there, but tell the police.
mark-lift-title = If the mark is a mistake
mark-lift-sure = The colleague who marked it told me that it was a mistake
mark-lift = Lift the mark
desk-entry-marked = File closed: may show a minor
desk-entry-unmarked = Mark of a file lifted
mark-unread = This file cannot be opened just now
mark-unread-why = Earlier notes of this case, which may say that it must not be opened, cannot be read with your keys. Once a colleague who read the case before opens it, you can read them. If you have read it from the beginning, something of the case was touched: tell the administrator.
case-file-unread = Cannot be opened until a colleague who read the case before opens it.
