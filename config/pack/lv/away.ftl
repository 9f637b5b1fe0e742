# Lapas atstāšana, kamēr uzrakstītais nav nosūtīts

away-title = Uzrakstītais nav nosūtīts: gadījums { $short }
away-text = Tas, ko rakstījāt šī gadījuma lapā, nav ne nosūtīts, ne saglabāts. Ja tagad aiziesiet, tas pazudīs.
away-back = Rakstīt tālāk
away-drop = Atmest un aiziet
away-tab = (jaunā cilnē)

# Stāstītāja pusē: ziņa ir iesākta, un jāsākas kam citam

unsent-title = Jūsu ziņa nav nosūtīta
unsent-begin = Kamēr rakstīsiet atsevišķo stāstu, ziņa paliks savā laukā. Kad stāstu nosūtīsiet, ziņa pazudīs. Ja gribat to paturēt, atgriezieties un vispirms nosūtiet ziņu.
unsent-other = Ja atvērsiet citu sarunu, ziņa pazudīs. Ja gribat to paturēt, atgriezieties un vispirms nosūtiet ziņu.
unsent-back = Atpakaļ pie ziņas
unsent-other-go = Atvērt citu un ziņu atmest
