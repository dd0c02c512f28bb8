using System.Text;

namespace Custos.App.Simulation;

/// <summary>What would people write next? A seeded stream of texts with their truth: same seed, same texts.</summary>
/// <remarks>
/// A small share of users write most of the harm, as in real traffic; one text in eight of the innocent ones looks guilty; some harm is
/// wrapped in innocent sentences, some is spelt to evade, some could be either, and raters err. So a classifier learns much and not everything.
/// </remarks>
internal sealed class TextGenerator(int seed)
{
    private const int Users = 3000;
    private const int AbusiveUsers = 150;
    private const double HardShare = 0.125;
    private const double AmbiguousBenignShare = 0.03;
    private const double AmbiguousHarmShare = 0.12;
    private const double DisguisedShare = 0.08;
    private const double RaterErrorShare = 0.005;

    private readonly Random _random = new(seed);

    /// <param name="harmShare">How likely the next text is to be harmful.</param>
    /// <param name="bucket">The harm to write when it is; null for any.</param>
    public SimulatedText Next(double harmShare, string? bucket = null)
    {
        if (_random.NextDouble() >= harmShare)
        {
            var user = _random.Next(Users);
            var kind = _random.NextDouble();
            var patterns = kind < HardShare ? Phrases.HardBenign : kind < HardShare + AmbiguousBenignShare ? Phrases.Ambiguous[AnyBucket()] : Phrases.Benign;
            return new SimulatedText(Compose(patterns), UserName(user), Bucket: null);
        }

        bucket ??= AnyBucket();
        var abuser = _random.NextDouble() < 0.8 ? _random.Next(AbusiveUsers) : _random.Next(Users);
        var text = Compose(_random.NextDouble() < AmbiguousHarmShare ? Phrases.Ambiguous[bucket] : Phrases.Harmful[bucket]);
        return new SimulatedText(_random.NextDouble() < DisguisedShare ? Disguise(text) : text, UserName(abuser), bucket);
    }

    /// <summary>Writes labelled rows as CSV: <c>id,user_id,text</c> and one column of 1 and 0 per bucket; one label in a hundred is left empty, as unknown, and one in two hundred is wrong.</summary>
    public void WriteCsv(TextWriter output, int rows, double harmShare)
    {
        output.Write("id,user_id,text,");
        output.Write(string.Join(',', Phrases.Buckets));
        output.Write('\n');
        for (var row = 0; row < rows; row++)
        {
            var text = Next(harmShare);
            output.Write(FormattableString.Invariant($"{row},{text.User},\"{text.Text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
            foreach (var bucket in Phrases.Buckets)
            {
                var isWrong = _random.NextDouble() < RaterErrorShare;
                output.Write(_random.Next(100) == 0 ? "," : (text.Bucket == bucket) != isWrong ? ",1" : ",0");
            }

            output.Write('\n');
        }
    }

    private string AnyBucket() => Phrases.Buckets[_random.Next(Phrases.Buckets.Count)];

    // Letters swapped for digits that look alike, word by word: the simplest of evasions.
    private string Disguise(string text) => string.Join(' ', text.Split(' ').Select(word => _random.Next(2) == 0
        ? word
        : word.Replace('a', '4').Replace('e', '3').Replace('i', '1').Replace('o', '0')));

    private static string UserName(int number) => FormattableString.Invariant($"user-{number:D4}");

    private string Compose(string[] patterns)
    {
        var text = new StringBuilder();
        var before = _random.Next(3) == 0;
        if (before)
        {
            Fill(text, Pick(Phrases.Benign));
            text.Append(' ');
        }

        Fill(text, Pick(patterns));
        if (_random.Next(4) == 0)
        {
            text.Append(' ');
            Fill(text, Pick(Phrases.Benign));
        }

        return text.ToString();
    }

    private void Fill(StringBuilder text, string pattern)
    {
        for (var at = 0; at < pattern.Length;)
        {
            var open = pattern.IndexOf('{', at);
            if (open < 0)
            {
                text.Append(pattern, at, pattern.Length - at);
                return;
            }

            var close = pattern.IndexOf('}', open);
            text.Append(pattern, at, open - at).Append(Pick(Phrases.Slots[pattern[(open + 1)..close]]));
            at = close + 1;
        }
    }

    private string Pick(string[] choices) => choices[_random.Next(choices.Length)];
}
