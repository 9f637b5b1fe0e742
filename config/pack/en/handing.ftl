# What colleagues noted before somebody came to read a case, until one of them hands it on

handing-on = Your colleagues' notes, risk and tasks have not been handed on to you yet; they come when one of them next opens the case. Until then no file can be opened, nobody else can be asked to read, no copy or letter can be made, the risk cannot be assessed and the case cannot be closed.
handing-nobody = The notes, risk and tasks of those who read this case before were not handed on, and nobody else reads it any more. No file can be opened, nobody else can be asked to read, and no copy or letter can be made.
handing-risk = Not known to you: colleagues' answers have not been handed on yet.
handing-tasks = Colleagues' tasks have not been handed on yet.
handing-notes = Colleagues' notes have not been handed on yet.
handing-coding = Not known to you: colleagues' coding, if there is one, has not been handed on yet.
handing-unread = Not everything in this case opens, so nobody can tell whether it is marked as holding classified information. Until that is cleared up, nobody else can be asked to read, and no copy or letter can be made.
why-unhanded = Colleagues' notes not handed on to you yet
case-error-not-handed = Not done: your colleagues' notes have not been handed on to you yet. They come when one of them next opens the case.
