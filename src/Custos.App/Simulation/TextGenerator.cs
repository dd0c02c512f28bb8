using System.Text;

namespace Custos.App.Simulation;

/// <summary>What would people write next? A seeded stream of texts with their truth: same seed, same texts.</summary>
/// <remarks>
/// A small share of users write most of the harm, as in real traffic; one text in eight of the innocent ones looks guilty; some harm is
/// wrapped in innocent sentences. So a classifier learns much and not everything.
/// </remarks>
internal sealed class TextGenerator(int seed)
{
    private const int Users = 3000;
    private const int AbusiveUsers = 150;
    private const double HardShare = 0.125;

    private readonly Random _random = new(seed);

    /// <param name="harmShare">How likely the next text is to be harmful.</param>
    /// <param name="bucket">The harm to write when it is; null for any.</param>
    public SimulatedText Next(double harmShare, string? bucket = null)
    {
        if (_random.NextDouble() >= harmShare)
        {
            var user = _random.Next(Users);
            return new SimulatedText(Compose(_random.NextDouble() < HardShare ? Phrases.HardBenign : Phrases.Benign), UserName(user), Bucket: null);
        }

        bucket ??= Phrases.Buckets[_random.Next(Phrases.Buckets.Count)];
        var abuser = _random.NextDouble() < 0.8 ? _random.Next(AbusiveUsers) : _random.Next(Users);
        return new SimulatedText(Compose(Phrases.Harmful[bucket]), UserName(abuser), bucket);
    }

    /// <summary>Writes labelled rows as CSV: <c>id,user_id,text</c> and one column of 1 and 0 per bucket; one label in a hundred is left empty, as unknown.</summary>
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
                output.Write(_random.Next(100) == 0 ? "," : text.Bucket == bucket ? ",1" : ",0");
            }

            output.Write('\n');
        }
    }

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
