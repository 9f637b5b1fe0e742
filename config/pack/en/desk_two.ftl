# What a colleague may and may not do in a case, and what two of them meet at once

error-not-found-case = No case is open to you at this address. If you have read one here before, your reading of it has ended, or it was deleted.
case-error-read-before = This colleague read the case before you were let in, by the reporter's choice: you cannot end their reading. Nothing has been changed.
classified-why = Why it is lifted
classified-error-why = Say why the mark is lifted: colleagues read it in the history.
lift-mistake = It was marked by mistake
lift-checked = The security service has looked: nothing is classified
lift-declassified = It is no longer classified
keeping-refused-unasked = The reporter has not been heard on this: answer first, or wait for their own word. Nobody else can tell that a report was sent by mistake or twice.
keeping-deleted-with = { $name } proposed it, and you confirmed it.
changed-who = Since you opened the page:
changed-message = message
changed-status = status
changed-question = question to the reporter
changed-wish = word on a question
