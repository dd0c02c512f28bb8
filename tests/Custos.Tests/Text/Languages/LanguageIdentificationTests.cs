using Custos.Tests.House;
using Custos.Text.Languages;

namespace Custos.Tests.Text.Languages;

public sealed class LanguageIdentificationTests
{
    [Theory]
    [InlineData("en", "The weather is nice today and we want to go to the park with our friends.")]
    [InlineData("es", "Hoy hace buen tiempo y queremos ir al parque con nuestros amigos.")]
    [InlineData("fr", "Il fait beau aujourd'hui et nous voulons aller au parc avec nos amis.")]
    [InlineData("de", "Das Wetter ist heute schön und wir wollen mit unseren Freunden in den Park gehen.")]
    [InlineData("pt", "Hoje o tempo está bom e queremos ir ao parque com os nossos amigos.")]
    [InlineData("it", "Oggi il tempo è bello e vogliamo andare al parco con i nostri amici.")]
    [InlineData("nl", "Het is vandaag mooi weer en we willen met onze vrienden naar het park gaan.")]
    [InlineData("sv", "Vädret är fint i dag och vi vill gå till parken med våra vänner.")]
    [InlineData("fi", "Sää on tänään kaunis ja haluamme mennä puistoon ystäviemme kanssa.")]
    [InlineData("pl", "Pogoda jest dzisiaj ładna i chcemy pójść do parku z naszymi przyjaciółmi.")]
    [InlineData("cs", "Příští úterý bude pršet, řekla paní učitelka, a proto zůstaneme doma.")]
    [InlineData("ro", "Vremea este frumoasă astăzi și vrem să mergem în parc cu prietenii noștri.")]
    [InlineData("hu", "Ma szép idő van, és a barátainkkal a parkba szeretnénk menni.")]
    [InlineData("tr", "Bugün hava güzel ve arkadaşlarımızla birlikte parka gitmek istiyoruz.")]
    [InlineData("vi", "Hôm nay thời tiết đẹp và chúng tôi muốn đi công viên với bạn bè.")]
    [InlineData("id", "Cuaca hari ini bagus dan kami ingin pergi ke taman bersama teman-teman.")]
    [InlineData("ca", "Avui fa bon temps i volem anar al parc amb els nostres amics.")]
    [InlineData("ru", "Сегодня хорошая погода, и мы хотим пойти в парк с нашими друзьями.")]
    [InlineData("uk", "Сьогодні гарна погода, і ми хочемо піти до парку з нашими друзями.")]
    [InlineData("bg", "Днес времето е хубаво и искаме да отидем в парка с нашите приятели.")]
    [InlineData("ar", "الطقس جميل اليوم ونريد أن نذهب إلى الحديقة مع أصدقائنا.")]
    [InlineData("fa", "امروز هوا خوب است و ما می‌خواهیم با دوستانمان به پارک برویم.")]
    [InlineData("ur", "آج موسم اچھا ہے اور ہم اپنے دوستوں کے ساتھ پارک جانا چاہتے ہیں۔")]
    [InlineData("hi", "आज मौसम अच्छा है और हम अपने दोस्तों के साथ पार्क जाना चाहते हैं।")]
    [InlineData("el", "Ο καιρός είναι καλός σήμερα.")]
    [InlineData("he", "מזג האוויר יפה היום.")]
    [InlineData("th", "วันนี้อากาศดี")]
    [InlineData("bn", "আজ আবহাওয়া ভালো।")]
    [InlineData("ko", "오늘은 날씨가 좋습니다.")]
    [InlineData("ja", "今日は天気がいいので、友達と公園に行きたいです。")]
    [InlineData("zh", "今天天气很好，我们想和朋友一起去公园。")]
    [InlineData("ta", "இன்று வானிலை நன்றாக உள்ளது.")]
    public void A_sentence_is_told(string code, string text) => LanguageIdentification.Of(text).ShouldSatisfyAllConditions(
        guess => guess.Code.ShouldBe(code),
        guess => guess.Why.ShouldBe(CannotTell.Told),
        guess => guess.Letters.ShouldBeGreaterThan(5));

    [Theory]
    [InlineData("", CannotTell.NoLetters)]
    [InlineData("12:30 — 45 % 😀", CannotTell.NoLetters)]
    [InlineData("ok", CannotTell.TooShort)]
    [InlineData("no", CannotTell.TooShort)]
    [InlineData("東京", CannotTell.TooShort)]
    [InlineData("for (int i = 0; i < n; i++) sum += a[i];", CannotTell.NoKnownLanguage)]
    [InlineData("def foo(self, x): return self.bar[x] + 1", CannotTell.NoKnownLanguage)]
    [InlineData("dGhpcyBpcyBhIHRlc3Qgb2YgYmFzZTY0IGVuY29kaW5n", CannotTell.NoKnownLanguage)]
    [InlineData("qwrtz xkcdq fghjk vbnmq wxcvb plkjh zzqxj", CannotTell.NoKnownLanguage)]
    [InlineData("Hello friends привет друзья", CannotTell.Mixed)]
    [InlineData("The weather is nice today and we want to go to the park with our friends before it rains. Das Wetter ist heute schön und wir wollen mit unseren Freunden in den Park gehen, bevor es regnet.", CannotTell.Mixed)]
    public void What_cannot_be_told_says_why(string text, CannotTell why)
    {
        var guess = LanguageIdentification.Of(text);

        guess.Code.ShouldBeNull();
        guess.Why.ShouldBe(why);
    }

    [Fact]
    public void Case_addresses_numbers_and_invisible_characters_change_nothing()
    {
        const string text = "Größere Änderungen müssen wir heute noch besprechen";
        var plain = LanguageIdentification.Of(text);

        LanguageIdentification.Of("GRÖSSERE ÄNDERUNGEN MÜSSEN WIR HEUTE NOCH BESPRECHEN").Code.ShouldBe("de");
        LanguageIdentification.Of(text + " https://example.org/what/an/english/address?with=many&words=in.it 12345").Code.ShouldBe("de");
        LanguageIdentification.Of(text.Replace("ss", "s\u200Bs\u00AD", StringComparison.Ordinal)).MarginBits.ShouldBe(plain.MarginBits);
    }

    [Fact]
    public void A_text_of_any_length_is_read_without_allocating()
    {
        var text = string.Concat(Enumerable.Repeat("Wij zijn vandaag met de trein naar Utrecht gegaan. ", 10_000));
        LanguageIdentification.Of(text).Code.ShouldBe("nl");

        Allocations.Of(() =>
        {
            for (var length = 0; length < 1000; length++) LanguageIdentification.Of(text.AsSpan(0, length));
            LanguageIdentification.Of(text);
        }).ShouldBe(0);
    }

    [Fact]
    public void Any_units_are_read()
    {
        var random = new Random(1);
        for (var trial = 0; trial < 3000; trial++)
        {
            var units = Enumerable.Range(0, random.Next(300)).Select(_ => (char)random.Next(random.Next(2) == 0 ? 0x10000 : 0x700)).ToArray();

            var guess = LanguageIdentification.Of(units);

            (guess.Code is null).ShouldBe(guess.Why != CannotTell.Told);
            guess.Letters.ShouldBeInRange(0, units.Length);
        }
    }

    [Fact]
    public void Sixty_languages_are_known_each_once()
    {
        LanguageIdentification.Languages.Count.ShouldBe(60);
        LanguageIdentification.Languages.Distinct().Count().ShouldBe(60);
    }
}
