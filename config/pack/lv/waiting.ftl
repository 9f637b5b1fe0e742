# Kas gadījumā vēl jādara: atbilde, kas nav uzrakstīta, un citas atzīmes sarakstā.

why-answer = Autors gaida atbildi kopš { $day }
inbox-reason-answer = Autors gaida atbildi
case-awaits = Autors gaida atbildi kopš { $day }. Šī atzīme pazudīs, kad autoram uzrakstīsiet vai gadījumu noslēgsiet.

absence-uncovered-title = Gadījumi, kuros aizstājējs neko nedrīkst
absence-uncovered = Šajos atvērtajos gadījumos { $name } Jūs aizstāt nedrīkst, lai ko atbildētu autors: šis cilvēks ir atstāts malā, gadījumu vairs nelasa vai drīkst to tikai lasīt. Pirms prombūtnes uzrakstiet šiem autoriem, kad būsiet atpakaļ, vai lūdziet atļauju ieaicināt citu kolēģi.
absence-uncovered-none = Nav neviena Jūsu atvērta gadījuma, kurā { $name } Jūs aizstāt nedrīkstētu. Izlemj katrs autors pats.
absence-next = Zemāk ierakstītajā dienā esat prom: prombūtne pieteikta no { $first } līdz { $last }. Ja solīto nedarīs kāds cits, izvēlieties citu dienu.
absence-promised = Solītā nākamā diena ({ $day }) ir Jūsu prombūtnes laikā. Uzrakstiet agrāk vai vienojieties par citu dienu.

why-declined = Jūsu priekšlikumam dzēst kolēģis nepiekrita
inbox-reason-declined = Nepiekrita dzēšanai, ko ierosinājāt

why-risk-for = Nevar gaidīt. Iesniedzot norādīts: { $what }
why-risk-assessed-for = Jārīkojas tūlīt. Izvērtētais risks: { $what }
ground-child = nav 18 gadu
ground-suicidality = domas par aiziešanu no dzīves
ground-weapon = pieejams ierocis
ground-danger = šobrīd nav droši
ground-shared-quarters = tā pati kazarma, māja vai maiņa
ground-retaliation = atriebība vai bailes no tās
