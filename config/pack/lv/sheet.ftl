# Nodošanas lapa, ja to raksta divi reizē vai kolēģu rakstītais nav izlasāms.

sheet-conflict = Nekas netika saglabāts. Jūsu rakstītais joprojām ir savos laukos; lapas pirmajā daļā redzams, kā ir tagad.
sheet-theirs = Pa to laiku lapas vārdus saglabāja { $who }. Ja saglabāsiet savus, tie stāsies to vietā; pierakstiet klāt to, kam jāpaliek.
sheet-unread = Tas, ko šeit ierakstījuši kolēģi, Jums vēl nav nodots: tukšs lauks nenozīmē, ka nekas nav rakstīts. Ja tagad ko saglabāsiet, tas stāsies viņu vārdu vietā.
sheet-unread-nobody = Tas, ko šeit varbūt ierakstīja iepriekšējie lasītāji, netika nodots tālāk un vairs nav izlasāms.
