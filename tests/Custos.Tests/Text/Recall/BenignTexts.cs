using System.Text;

namespace Custos.Tests.Text.Recall;

/// <summary>What do people write that is harmless, in many languages and in spellings that look evasive? Written for the recall table.</summary>
/// <remarks>Sentences are drawn from templates, the same ones each time; even templates train, odd ones are held out.</remarks>
internal static class BenignTexts
{
    private const int PerTemplate = 90;

    public static IReadOnlyList<string> Train { get; } = Draw(isTrain: true);

    public static IReadOnlyList<string> HeldOut { get; } = Draw(isTrain: false);

    /// <summary>How many languages the sentences are in.</summary>
    public static int Languages => BenignSentences.ByLanguage.Count;

    private static List<string> Draw(bool isTrain)
    {
        var random = new Random(isTrain ? 17 : 71);
        var texts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (templates, words) in BenignSentences.ByLanguage)
        {
            for (var i = isTrain ? 0 : 1; i < templates.Length; i += 2) Fill(templates[i], words);
        }

        for (var i = isTrain ? 0 : 1; i < BenignSpellings.Templates.Length; i += 2) Fill(BenignSpellings.Templates[i], BenignSpellings.Words);
        return [.. texts];

        void Fill(string template, string[] words)
        {
            for (var round = 0; round < PerTemplate; round++) texts.Add(FillOnce(template, words, random));
        }
    }

    /// <summary>Each letter in braces stands for something drawn: w a word, n a number, t a time, d a date, c a code, x hexadecimal digits, b an identifier of base64's letters, u a name with digits in it, s a word in spaced letters, e emoji.</summary>
    private static string FillOnce(string template, string[] words, Random random)
    {
        var text = new StringBuilder();
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] != '{' || i + 2 >= template.Length || template[i + 2] != '}')
            {
                text.Append(template[i]);
                continue;
            }

            text.Append(Fill(template[i + 1], words, random));
            i += 2;
        }

        return text.ToString();
    }

    private static string Fill(char kind, string[] words, Random random) => kind switch
    {
        'w' => Pick(words, random),
        'n' => random.Next(2, 5_000).ToString(System.Globalization.CultureInfo.InvariantCulture),
        't' => $"{random.Next(24):00}:{random.Next(60):00}",
        'd' => $"20{random.Next(10, 30)}-{random.Next(1, 13):00}-{random.Next(1, 29):00}",
        'c' => Repeat("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", random.Next(5, 12), random),
        'x' => Repeat("0123456789abcdef", 2 * random.Next(3, 21), random),
        'b' => Repeat("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", random.Next(8, 44), random),
        'u' => Leet(Pick(BenignSpellings.Names, random), random),
        's' => string.Join(' ', Pick(BenignSpellings.Shouts, random).ToCharArray()),
        'e' => Pick(BenignSpellings.Emoji, random) + Pick(BenignSpellings.Emoji, random),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such slot."),
    };

    private static string Pick(string[] items, Random random) => items[random.Next(items.Length)];

    private static string Repeat(string alphabet, int count, Random random) => string.Concat(Enumerable.Range(0, count).Select(_ => alphabet[random.Next(alphabet.Length)]));

    private static string Leet(string name, Random random) =>
        name.Replace('o', '0').Replace(random.Next(2) == 0 ? 'e' : 'a', random.Next(2) == 0 ? '3' : '4') + (random.Next(3) == 0 ? $"_{random.Next(10, 100)}" : "");
}
