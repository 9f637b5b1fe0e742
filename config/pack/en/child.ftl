# The duty towards a child: what one answer does not end, and what cannot be known before the desk is handed on.

child-waits = { $name } answered that nobody under 18 is concerned, but the person who wrote said that they are not yet 18. One answer does not end the duty to report: somebody else who reads this case has to agree.
child-confirm = I agree, after reading the case: this is not about a child
child-error-second = Another person must agree: the answer is yours.
child-due-unread = Under 18: this was to be reported on the day it came in ({ $day }).
child-unread = Whether it was, you cannot know yet: your colleagues' notes have not been handed on to you. Ask a colleague who reads this case today; if it was not reported, report it.
child-unread-nobody = Whether it was, cannot be read any more: the notes of those who read this case before were not handed on. If you cannot find out today, report it.
why-child-unread = Under 18: whether it was reported, you cannot know yet
desk-entry-confirm-child = Second person agreed: not about a child
