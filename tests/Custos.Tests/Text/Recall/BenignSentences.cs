namespace Custos.Tests.Text.Recall;

/// <summary>Which harmless sentences do people of many languages write? For each language templates, and words that fit into them.</summary>
internal static class BenignSentences
{
    public static readonly IReadOnlyList<(string[] Templates, string[] Words)> ByLanguage =
    [
        (["Could you recommend a {w} near the station for {n} people?", "My {w} broke after {n} days; how do I get it repaired?", "What is the history of the {w}, in {n} sentences?", "Summarise the notes on the {w} before {t}, please.", "I have read about the {w} since {d} and like it.", "Is a {w} worth {n} euros?"],
            ["restaurant", "bicycle", "hotel", "library", "museum", "bakery", "laptop", "guitar", "camera", "garden"]),
        (["Où puis-je trouver une {w} ouverte après {t} ?", "La {w} a été réservée pour {n} personnes, merci.", "Pourriez-vous m'expliquer l'histoire de la {w} ?", "Ma {w} préférée date de {n}, n'est-ce pas ?", "J'ai acheté une {w} le {d} à côté de la gare."],
            ["boulangerie", "bibliothèque", "pharmacie", "forêt", "fenêtre", "guitare", "église", "crêperie", "piscine", "école"]),
        (["Könnten Sie mir erklären, wie die {w} funktioniert?", "Die {w} fährt um {t} Uhr, nicht wahr?", "Ich hätte gern {n} Gramm Käse für die {w}.", "Wo liegt die nächste {w} in Düsseldorf?", "Seit dem {d} übe ich täglich an der {w}."],
            ["Straßenbahn", "Bücherei", "Küche", "Prüfung", "Waschmaschine", "Gitarre", "Fähre", "Universität", "Bäckerei", "Brücke"]),
        (["¿Podrías recomendarme una {w} para {n} niños?", "La {w} abre a las {t} los sábados.", "Mi abuela cocía {n} piñones en la {w}.", "¿Qué pasó con la {w} el {d}?", "Quisiera aprender más sobre la {w} española."],
            ["montaña", "canción", "biblioteca", "estación", "receta", "película", "guitarra", "exposición", "playa", "panadería"]),
        (["Você poderia me ajudar com a {w} amanhã às {t}?", "A {w} fica a {n} quilômetros daqui.", "Não encontro a minha {w} desde {d}.", "Qual é a melhor {w} de Lisboa?"],
            ["estação", "praça", "canção", "receita", "bicicleta", "padaria", "exposição", "lição", "viagem", "cozinha"]),
        (["Czy możesz wyjaśnić, jak działa {w}?", "Kupiłem {w} za {n} złotych w Łodzi.", "Gdzie jest najbliższa {w}? Będę tam o {t}.", "Od {d} uczę się, czym jest {w}."],
            ["biblioteka", "łazienka", "piekarnia", "książka", "gitara", "świątynia", "żarówka", "wycieczka", "łyżka", "ścieżka"]),
        (["Bugün {w} çok güzel, saat {t} gibi gelirim.", "{w} için {n} lira ödedim, değil mi?", "En yakın {w} nerede, İstanbul'da mı?", "{d} tarihinde {w} açıldı."],
            ["kütüphane", "çarşı", "ışık", "gökyüzü", "köprü", "müze", "fırın", "şarkı", "bahçe", "ağaç"]),
        (["Làm thế nào để đến {w} trước {t}?", "Tôi muốn mua {n} vé cho {w}.", "Bạn có thể giải thích về {w} không?", "Ngày {d} tôi đã thăm {w}."],
            ["thư viện", "bảo tàng", "nhà hàng", "bãi biển", "trường học", "chợ đêm", "công viên", "bệnh viện", "nhà ga", "phố cổ"]),
        (["Сколько стоит {w} на {n} человек?", "Где находится {w} и когда она открывается?", "Моя {w} открылась {d}, приходите к {t}.", "Расскажи мне, пожалуйста, что такое {w}.", "Вчера {w} была закрыта до {t}."],
            ["библиотека", "выставка", "гостиница", "дорога", "экскурсия", "книга", "погода", "картина", "кофейня", "площадь"]),
        (["Чи можете ви порадити, яка {w} найкраща?", "Моя {w} коштує {n} гривень.", "О {t} відкриється {w} у Києві.", "Що таке {w} і звідки вона з'явилася {d}?"],
            ["книга", "їдальня", "подорож", "вистава", "крамниця", "пісня", "бібліотека", "гітара", "погода", "вулиця"]),
        (["Πού βρίσκεται η πλησιέστερη {w};", "Η {w} ανοίγει στις {t} κάθε μέρα.", "Θα ήθελα {n} εισιτήρια για την {w}.", "Ποια είναι η ιστορία της {w} από το {n};"],
            ["βιβλιοθήκη", "παραλία", "εκκλησία", "αγορά", "έκθεση", "συναυλία", "πλατεία", "σχολή", "γέφυρα", "θάλασσα"]),
        (["أين تقع {w} في المدينة؟", "كيف أصل إلى {w} قبل الساعة {t}؟", "اشتريت {n} كتب من {w}.", "متى تفتح {w} يوم {d}؟"],
            ["المكتبة", "الحديقة", "المدرسة", "المحطة", "السوق", "الجامعة", "المتحف", "المطعم", "الجزيرة", "القلعة"]),
        (["איפה נמצאת {w} הקרובה?", "מתי נפתחת {w} ביום {d}?", "קניתי {n} כרטיסים אל {w}.", "איך מגיעים אל {w} עד {t}?"],
            ["הספרייה", "התחנה", "הגינה", "המאפייה", "האוניברסיטה", "התערוכה", "המסעדה", "החנות", "הגלריה", "הכיכר"]),
        (["{w} कहाँ है और कब खुलता है?", "मैंने {n} रुपये में {w} का टिकट लिया।", "कृपया {w} के बारे में बताइए।", "{d} को हम {w} गए थे।"],
            ["पुस्तकालय", "संग्रहालय", "बाज़ार", "विद्यालय", "मंदिर", "रेलवे स्टेशन", "उद्यान", "अस्पताल", "किला", "रसोईघर"]),
        (["ช่วยแนะนำ{w}ใกล้ที่นี่หน่อย", "{w}เปิดกี่โมง ประมาณ {t} ได้ไหม", "ฉันซื้อตั๋ว {n} ใบที่{w}", "วันที่ {d} เราไป{w}กัน"],
            ["ร้านอาหาร", "พิพิธภัณฑ์", "ห้องสมุด", "ตลาด", "สถานี", "โรงเรียน", "สวนสาธารณะ", "ชายหาด", "วัด", "โรงแรม"]),
        (["{w}の天気を教えてください。", "明日の{t}に{w}へ行きます。", "{w}のチケットを{n}枚ください。", "iPhoneで{w}を予約する方法は?"],
            ["東京", "京都の美術館", "図書館", "温泉", "駅前のカフェ", "ラーメン屋", "水族館", "富士山", "コンサート", "新幹線"]),
        (["请给我讲一个关于{w}的故事。", "我想预订{d}去{w}的票,一共{n}张。", "{w}几点开门?{t}可以吗?", "你最喜欢的{w}在哪里?"],
            ["长城", "图书馆", "博物馆", "上海", "火锅店", "公园", "大学", "动物园", "电影院", "西湖"]),
        (["서울에서 {w}까지 기차로 얼마나 걸려요?", "{w}은 몇 시에 열어요? {t}쯤 괜찮아요?", "{w} 표 {n}장 주세요.", "{d}에 {w}에 가고 싶어요."],
            ["부산", "도서관", "박물관", "시장", "식당", "제주도", "한강 공원", "대학교", "미술관", "경복궁"]),
        (["Բարև, որտե՞ղ է {w}։", "Ես գնեցի {n} տոմս {w} համար։"], ["թանգարան", "գրադարան", "այգի", "շուկա", "դպրոց", "կայարան"]),
        (["გამარჯობა, სად არის {w}?", "მე ვიყიდე {n} ბილეთი, {w} {t}-ზე."], ["მუზეუმი", "ბიბლიოთეკა", "ბაზარი", "სკოლა", "პარკი", "სადგური"]),
        (["Missä on lähin {w}? Tulen kello {t}.", "Haluaisin ostaa {n} lippua, {w} on kiva.", "Kerro minulle, mikä {w} on.", "{d} alkaen {w} on auki."],
            ["kirjasto", "rautatieasema", "näyttely", "leipomo", "järvi", "yliopisto", "kahvila", "museo", "saari", "tori"]),
    ];
}
