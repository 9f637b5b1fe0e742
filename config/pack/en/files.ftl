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
