# Ikdienas atgādinājums. Tas katru dienu ir vienāds, lai pasta apkalpotājs no tā neko neuzzinātu.
mail-notice-subject = Ikdienas atgādinājums
mail-notice-body =
    Labrīt!

    Šis atgādinājums pienāk katru dienu neatkarīgi no tā, vai Jums ir kas jauns.
    Lūdzu, piesakieties un ieskatieties: { $address }/sign-in

    Uz šo vēstuli atbildēt nevar.
