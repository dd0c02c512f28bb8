using Custos.Policy.Conditions;
using Custos.Policy.Documents;
using Custos.Records;
using Custos.Tests.House;

namespace Custos.Tests.Policy.Documents;

public sealed class PolicyReaderTests
{
    private const string Odd = "{}[]:,&*!|>'\"%@`-?#\n\t \0\ud800é";

    // What is put in the place of what, to make a right policy wrong in one way.
    private static readonly (string Old, string New)[] Mistakes =
    [
        ("name: test-policy\n", ""),
        ("name: test-policy", "name: Test Policy"),
        ("name: test-policy", "name: [a]"),
        ("owner: safety@example.org", "owner: ''"),
        ("harm: Something bad.", "harms: Something bad."),
        ("directions: [input, tool_call]", "directions: []"),
        ("directions: [input, tool_call]", "directions: input"),
        ("directions: [input, tool_call]", "directions: [input, inputs]"),
        ("directions: [input, tool_call]", "directions: [input, input, tool_call]"),
        ("words: [bad word, worse word]", "words: bad word"),
        ("words: [bad word, worse word]", "words: []"),
        ("words: [bad word, worse word]", "words: [bad word, {a: b}]"),
        ("words: [bad word, worse word]", "shared: [bad word]"),
        ("words: [bad word, worse word]", "Wörds: [bad word]"),
        ("'order #[0-9]+'", "'order #([0-9]+'"),
        ("'order #[0-9]+'", "'(a)\\1'"),
        ("Send this message on to ten of your friends or else something bad happens", "too short"),
        ("Send this message", "{least: 2, text: Send this message"),
        ("hate: certified", "hat: certified"),
        ("hate: certified", "hate: 1.5"),
        ("at: 0.6", "until: 0.6"),
        ("[0.5, 0.7]", "[0.7, 0.5]"),
        ("[0.5, 0.7]", "0.5"),
        ("[0.5, 0.7]", "{coverage: 0.9}"),
        ("[0.5, 0.7]", "{conformal: most}"),
        ("[0.5, 0.7]", "{conformal: 0.9}"),
        ("hate: certified", "hate: {at: certified, band: {conformal: 0.99}}"),
        ("uncertified: accept", "uncertified: yes"),
        ("search: any", "search: all"),
        ("{type: object, required: [path]}", "{type: objekt, required: [path]}"),
        ("arguments: {type", "argument: {type"),
        ("  - name: words\n", "  -\n"),
        ("  - name: scores\n", "  - name: words\n"),
        ("  - name: scores\n", "  - name: tools\n"),
        ("phrase(\"words\")", "phrase(\"word\")"),
        ("phrase(\"words\")", "phrase(user)"),
        ("phrase(\"words\")", "phrases(\"words\")"),
        ("pattern(\"order\")", "pattern(\"ordr\")"),
        ("phrase(\"words\") ||", "phrase(\"words\") |"),
        ("phrase(\"words\") || pattern(\"order\")", "score(\"hate\")"),
        ("phrase(\"words\") || pattern(\"order\")", ">-\n          phrase(\"words\")"),
        ("|| score(\"spam\") > 0.9", "|| score(\"spma\") > 0.9"),
        ("|| score(\"spam\") > 0.9", "|| text.map(a, text.map(b, text.map(c, a))).size() > 3"),
        ("flagged(\"hate\")", "flagged(\"hate\") && identifier(\"card\")"),
        ("\"block\", duration", "\"blocks\", duration"),
        ("duration(\"24h\")", "duration(\"24 hours\")"),
        ("duration(\"24h\")", "duration(\"-1h\")"),
        ("user + \"/\" + organisation", "raw.split(\" \")[0]"),
        ("then: block", "then: stop"),
        ("then: block\n", "\n"),
        ("timeout: hold, ", ""),
        ("timeout: hold", "timeout: wait"),
        ("overload: allow", "overlaod: allow"),
        ("  tool_call: {timeout", "  output: {timeout"),
        ("rule: words}", "rule: wrods}"),
        ("must_not_match:", "must_not_macth:"),
        ("    - a good word", "    - {text: '', direction: output}"),
        ("# A remark.", "a: &b c"),
        ("# A remark.", "- x"),
        ("# A remark.", "name: again"),
        ("owner: safety@example.org", "owner: \"safety"),
        ("owner: safety@example.org", "owner: a: b"),
        ("owner: safety@example.org", "\towner: safety"),
        ("# A remark.", "a: {b: {b: {b: {b: {b: {b: {b: {b: {b: {b: {b: {b: {b: {b: {b: {b: {b: {b: {b: {b: {b: {b: {b: {b: {b: {b: {b: {b: {b: {b: {b: {b: {b: 1}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}"),
    ];

    [Fact]
    public void A_policy_that_is_right_says_what_it_says()
    {
        SomePolicies.ErrorsOf(SomePolicies.Right).ShouldBeEmpty();
        var surroundings = SomePolicies.Surroundings;
        PolicyReader.TryRead("test.yaml", SomePolicies.Right, surroundings, out var policy, out _).ShouldBeTrue();

        (policy.Name, policy.Owner, policy.Harm, policy.File).ShouldBe(("test-policy", "safety@example.org", "Something bad.", "test.yaml"));
        policy.Directions.ShouldBe([Direction.Input, Direction.ToolCall]);
        policy.Rules.Select(rule => (rule.Name, rule.Then)).ShouldBe([("words", PolicyAction.Block), ("scores", PolicyAction.Hold), ("often", PolicyAction.Flag)]);
        policy.Rules.SelectMany(rule => rule.Asks).Select(ask => $"{ask.Need}").ShouldBe(
            ["phrase(\"test-policy/words\")", "pattern(\"test-policy/order\")", "score(\"hate\")", "score(\"spam\")", "count(user + \"/\" + organisation, \"block\", 1.00:00:00)"]);
        surroundings.Needs.All.Count.ShouldBe(5);
        policy.Thresholds["hate"].ShouldBe(new ThresholdRule("hate", 0.8, 0.8, 0.8, IsCertified: true, IsAccepted: false));
        policy.Thresholds["spam"].ShouldBe(new ThresholdRule("spam", 0.6, 0.5, 0.7, IsCertified: false, IsAccepted: true));
        policy.Fallbacks.For(Direction.Input, FailureClass.Uncertified).ShouldBe(Fallback.Flag);
        policy.Fallbacks.For(Direction.ToolCall, FailureClass.Overload).ShouldBe(Fallback.Block);
        policy.Examples.Select(example => (example.Text, example.Tool, example.MustMatch, example.Rule)).ShouldBe(
        [
            ("a bad word", null, true, null),
            ("order #12", null, true, "words"),
            ("""{"command":"ls","depth":2,"deep":true,"nothing":null,"some":[1.5,"x"]}""", "shell", true, "tools"),
            ("a good word", null, false, null),
        ]);
    }

    [Theory]
    [InlineData(0.8, 0.8, 0.8)]
    [InlineData(0.9, 0.6, 0.7)]
    public void A_conformal_band_is_that_of_the_classifier_with_both_its_ends(double coverage, double low, double high)
    {
        var text = SomePolicies.Right.Replace("hate: certified", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"hate: {{at: certified, band: {{conformal: {coverage}}}}}"), StringComparison.Ordinal);
        PolicyReader.TryRead("test.yaml", text, SomePolicies.Surroundings, out var policy, out _).ShouldBeTrue();

        // At 0.8 the classifier leaves no score open: there is no band, and the threshold decides alone.
        var end = low < high ? Math.BitIncrement(high) : high;
        policy.Thresholds["hate"].ShouldBe(new ThresholdRule("hate", 0.8, low, end, IsCertified: true, IsAccepted: false));
    }

    [Fact]
    public void Without_classifiers_a_conformal_band_is_read_and_left_open()
    {
        var text = SomePolicies.Right.Replace("[0.5, 0.7]", "{conformal: 0.9}", StringComparison.Ordinal);
        PolicyReader.TryRead("test.yaml", text, SomePolicies.Surroundings with { Labels = null }, out _, out var errors).ShouldBeTrue(string.Join('\n', errors));
    }

    [Fact]
    public void Every_message_to_a_writer_of_policies_reads_as_agreed()
    {
        var told = Mistakes.Select(mistake =>
        {
            SomePolicies.Right.ShouldContain(mistake.Old);
            var errors = SomePolicies.ErrorsOf(Once(SomePolicies.Right, mistake.Old, mistake.New));
            errors.ShouldNotBeEmpty($"{mistake.Old} → {mistake.New}");
            return $"## {mistake.Old.ReplaceLineEndings("⏎")} → {mistake.New.ReplaceLineEndings("⏎")}\n\n{string.Join("\n", errors)}\n";
        });

        string.Join('\n', told).ShouldBeGolden("PolicyReaderTests.messages.txt");
    }

    [Fact]
    public void Each_cell_of_the_fallbacks_must_be_chosen()
    {
        foreach (var failure in Enum.GetValues<FailureClass>())
        {
            foreach (var choice in new[] { "hold", "block", "allow", "flag" })
            {
                var cell = $"{SnakeCase.Of(failure.ToString())}: {choice}";
                for (var at = SomePolicies.Right.IndexOf(cell, StringComparison.Ordinal); at >= 0; at = SomePolicies.Right.IndexOf(cell, at + 1, StringComparison.Ordinal))
                {
                    var without = SomePolicies.Right.Remove(at, cell.Length).Insert(at, "");
                    SomePolicies.ErrorsOf(without.Replace("{, ", "{", StringComparison.Ordinal).Replace(", ,", ",", StringComparison.Ordinal).Replace(", }", "}", StringComparison.Ordinal))
                        .ShouldHaveSingleItem().Problem.ShouldBe($"There is no '{SnakeCase.Of(failure.ToString())}'.");
                }
            }
        }
    }

    [Fact]
    public void Whatever_stands_in_a_file_it_is_a_policy_or_told_what_is_wrong()
    {
        var random = new Random(5);
        for (var trial = 0; trial < 3000; trial++)
        {
            var text = SomePolicies.Right;
            for (var changes = random.Next(1, 6); changes > 0; changes--)
            {
                var (at, length) = (random.Next(text.Length), random.Next(12));
                var taken = text[at..Math.Min(text.Length, at + length)];
                text = random.Next(4) switch
                {
                    0 => text.Remove(at, taken.Length),
                    1 => text.Insert(random.Next(text.Length), taken),
                    2 => text.Insert(at, Odd[random.Next(Odd.Length)].ToString()),
                    _ => text[..at],
                };
            }

            foreach (var error in SomePolicies.ErrorsOf(text)) error.ToString().ShouldNotBeNullOrWhiteSpace();
        }
    }

    private static string Once(string text, string old, string replacement)
    {
        var at = text.IndexOf(old, StringComparison.Ordinal);
        return text.Remove(at, old.Length).Insert(at, replacement);
    }
}
