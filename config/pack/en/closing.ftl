# What is not done yet when a case is closed; the duty to report a child; resuming work.

case-to-reopen = Reopen
case-error-child = This case cannot be closed yet: it is about somebody under 18, the law says that this must be reported, and nothing here says that it was. Report to the police or the custody court and note the result of that step (“Letter and result”): sent, accepted or done. If the person turns out to be 18 or older, assess the risk again and answer “Someone under 18 is concerned” with “No”; where the person who wrote said themselves that they are under 18, another person has to agree.
case-minor-announced = The reporter has been told, but nothing here says that it was done. Report today and note the result of that step (“Letter and result”).
why-child-announced = Under 18: announced to the reporter, not reported yet
closing-unanswered = The reporter has not had a single answer. Answer before you close.
closing-promised = Your last answer promised another word. The promised date: { $day }. Closing ends that promise, so tell the reporter first what to expect.
