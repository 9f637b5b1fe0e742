# Jaunie stāstījumi nonāk pie kolēģiem, kamēr kādam ir pārāk daudz darba.
passing-due = Jums ir daudz atvērtu gadījumu. Ja vairāk laika neatliek, jaunie stāstījumi var nonākt pie Jūsu kolēģiem, līdz teiksiet citādi. Jūsu gadījumi paliek pie Jums. Stāstījums, ko nevar saņemt neviens cits, joprojām nonāks pie Jums.
passing-begin = Nodot jaunos stāstījumus kolēģiem, līdz teikšu citādi
passing-stands = Kopš { $day } jaunie stāstījumi nonāk pie Jūsu kolēģiem. Stāstījums, ko nevar saņemt neviens cits, joprojām nonāks pie Jums.
passing-end = Atkal saņemt jaunos stāstījumus
readers-passing = Jaunus stāstījumus pašlaik saņem tikai tad, ja tos nevar saņemt neviens cits.
event-new-reports-passed = Jaunie stāstījumi nodoti kolēģiem vai atkal tiek saņemti
