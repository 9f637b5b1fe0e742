# What is still to be done in a case: an answer that nobody wrote, and other marks of the list.

why-answer = The reporter has waited for an answer since { $day }
inbox-reason-answer = The reporter waits for an answer
case-awaits = The reporter has waited for an answer since { $day }. This mark goes once somebody writes to them or closes the case.

absence-uncovered-title = Cases in which your deputy may not act
absence-uncovered = In these open cases { $name } may not act for you, whatever the reporter says: they are left out, read the case no longer, or may only read it. Before you go, tell these reporters when you will be back, or ask them for another colleague.
absence-uncovered-none = There is no open case of yours in which { $name } may not stand in for you. Each reporter decides.
absence-next = On the day that stands below you are away: your absence is planned from { $first } to { $last }. Unless somebody else keeps the promise, choose another day.
absence-promised = The promised next date ({ $day }) falls into your absence. Write earlier, or agree on another day.

why-declined = A colleague did not agree to the deletion you proposed
inbox-reason-declined = No to a deletion you proposed

why-risk-for = Cannot wait. Told at filing: { $what }
why-risk-assessed-for = Needs you now. The risk assessed: { $what }
ground-child = under 18
ground-suicidality = thoughts of ending one’s life
ground-weapon = a weapon within reach
ground-danger = not safe now
ground-shared-quarters = same barracks, home or shift
ground-retaliation = retaliation or fear of it
