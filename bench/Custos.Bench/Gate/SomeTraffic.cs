using System.Text;
using System.Text.Json.Nodes;
using Custos.Gate;
using Custos.Learning;
using Custos.Records;

namespace Custos.Bench.Gate;

/// <summary>Which bundle and which messages is a full decision measured with? Made from a seed: 50 policies, 100,000 phrases, eight labels, counters.</summary>
/// <remarks>
/// Words are made of syllables and drawn by Zipf's law, as in real text. Weights are drawn, not trained: a classifier reads a text in the same
/// time whatever its weights. One text in twenty says a phrase, one in twenty has letters swapped for digits.
/// </remarks>
internal static class SomeTraffic
{
    private const int Policies = 50;
    private const int PhrasesPerPolicy = 2000;
    private const int TextLength = 500;
    private const int Users = 1000;

    private static readonly string[] Labels = ["harassment", "hate", "illicit", "injection", "self_harm", "sexual", "spam", "violence"];
    private static readonly string[] Syllables = ["ba", "co", "den", "fi", "ga", "hol", "id", "jur", "ka", "lem", "mi", "no", "or", "per", "qua", "ri", "sta", "tu", "ul", "ven", "wa", "xi", "ye", "zor"];
    private static readonly string[] Words = [.. Enumerable.Range(0, 30_000).Select(WordOf).Distinct(StringComparer.Ordinal)];

    /// <summary>Writes <c>policies/</c> and <c>model/</c>.</summary>
    public static void WriteBundle(string folder)
    {
        var policies = Directory.CreateDirectory(Path.Combine(folder, "policies")).FullName;
        for (var i = 0; i < Policies; i++) File.WriteAllText(Path.Combine(policies, FormattableString.Invariant($"policy-{i:D2}.yaml")), PolicyOf(i));
        WriteClassifier(Path.Combine(folder, "model"));
    }

    public static Bundle ReadBundle(string folder) =>
        BundleFolder.TryLoad(Path.Combine(folder, "policies"), [new ClassifierSignal(TextClassifier.Load(Path.Combine(folder, "model")))], out var bundle, out var errors)
            ? bundle
            : throw new InvalidOperationException(string.Join('\n', errors));

    public static Message[] Messages(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => new Message
        {
            Text = TextOf(random),
            Endpoint = "/chat",
            User = FormattableString.Invariant($"user-{random.Next(Users)}"),
            Address = FormattableString.Invariant($"10.0.{random.Next(200)}.{random.Next(200)}"),
            Organisation = "acme",
            Tier = "free",
        })];
    }

    private static string TextOf(Random random)
    {
        var text = new StringBuilder();
        var phraseAt = random.Next(20) == 0 ? random.Next(300) : int.MaxValue;
        while (text.Length < TextLength)
        {
            if (text.Length >= phraseAt)
            {
                text.Append(PhraseOf(random.Next(Policies * PhrasesPerPolicy))).Append(' ');
                phraseAt = int.MaxValue;
            }

            text.Append(Zipf(random)).Append(random.Next(9) == 0 ? ", " : random.Next(15) == 0 ? ". " : " ");
        }

        if (random.Next(20) == 0) text.Replace('e', '3').Replace('o', '0');
        text.Length = TextLength;
        return text.ToString();
    }

    private static string PolicyOf(int number)
    {
        var phrases = string.Join('\n', Enumerable.Range(number * PhrasesPerPolicy, PhrasesPerPolicy).Select(phrase => $"    - {PhraseOf(phrase)}"));
        var label = Labels[number % Labels.Length];
        var more = (number % 5) switch
        {
            0 => "  - name: probing\n    when: user != \"\" && count(user, \"block\", duration(\"24h\")) >= 500.0\n    then: hold\n",
            1 => "  - name: shared\n    when: user != \"\" && distinct(user, \"address\", duration(\"1h\")) > 10000.0\n    then: flag\n",
            2 => "  - name: card\n    when: proved(\"card_number\") || identifier(\"email_address\")\n    then: flag\n",
            3 => "  - name: plan\n    when: tier() == \"free\" && raw.contains(\"zorzorzor\") && endpoint.startsWith(\"/chat\")\n    then: flag\n",
            _ => "  - name: shape\n    when: pattern(\"shape\")\n    then: flag\n",
        };
        var patterns = number % 5 == 4 ? FormattableString.Invariant($"patterns:\n  shape: '(?:x{number}|qz{number})[0-9]{{3,9}}[a-z]{{2}}'\n") : "";
        return $"""
            name: policy-{number:D2}
            owner: bench
            harm: something to measure
            directions: [input]
            lists:
              phrases:
            {phrases}
            {patterns}thresholds:
              {label}: certified
            rules:
              - name: phrases
                when: phrase("phrases")
                then: flag
            {more}  - name: score
                when: flagged("{label}")
                then: block
            fallbacks:
              input: {"{timeout: hold, error: hold, overload: hold, uncertified: hold, missing_signal: allow, uncertain: hold}"}
            examples: {"{must_match: [], must_not_match: []}"}

            """;
    }

    private static void WriteClassifier(string folder)
    {
        var random = new Random(5);
        string[] texts = [.. Enumerable.Range(0, 20_000).Select(_ => TextOf(random))];
        var features = TextFeatures.Fit(texts, new TextFeatureOptions(), out _);
        TextClassifier.Write(folder, features, [.. Labels.Select(label => new TextClassifierLabel
        {
            Name = label,
            Weights = Enumerable.Range(0, features.Count).Select(_ => random.NextDouble() - 0.5).ToArray(),
            Intercept = -6,
            Calibration = new Calibration.Platt(-1, 0),
            Threshold = 0.5,
            Certified = true,
            EmpiricalThreshold = 0.5,
            TargetFpr = 0.01,
        })], new JsonObject());
    }

    // Two to four words; the first of three or four is common, so that texts begin phrases that they do not say.
    private static string PhraseOf(int number)
    {
        var random = new Random(number);
        return string.Join(' ', Enumerable.Range(0, 2 + (number % 3)).Select(word => word == 0 && number % 3 > 0 ? Zipf(random) : Words[random.Next(Words.Length)]));
    }

    private static string Zipf(Random random) => Words[(int)Math.Min(Words.Length - 1, Math.Exp(random.NextDouble() * Math.Log(Words.Length)) - 1)];

    private static string WordOf(int number)
    {
        var word = new StringBuilder();
        for (var left = number + 1; left > 0; left /= Syllables.Length) word.Append(Syllables[left % Syllables.Length]);
        return word.ToString();
    }
}
