# What is still to be done in a case: an answer that nobody wrote, and other marks of the list.

why-answer = The reporter has waited for an answer since { $day }
inbox-reason-answer = The reporter waits for an answer
case-awaits = The reporter has waited for an answer since { $day }. This mark goes once somebody writes to them or closes the case.
