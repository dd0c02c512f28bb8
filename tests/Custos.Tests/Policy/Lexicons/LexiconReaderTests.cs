using System.Security.Cryptography;
using Custos.Learning.Themes;
using Custos.Policy.Lexicons;
using Custos.Records;
using Custos.Tests.House;

namespace Custos.Tests.Policy.Lexicons;

public sealed class LexiconReaderTests : IDisposable
{
    private const string Right =
        """
        # A remark.
        name: weather
        about: What falls from the sky.
        themes:
          rain: [rain, Pouring, cats & dogs]
          me:
            - I
            - I'm
        together:
          - [me, rain]

        """;

    // What is put in the place of what, to make a right lexicon wrong in one way.
    private static readonly (string Old, string New)[] Mistakes =
    [
        ("name: weather\n", ""),
        ("name: weather", "name: The Weather"),
        ("about: What falls from the sky.\n", ""),
        ("about: What falls from the sky.", "about: [a, b]"),
        ("about:", "abuot:"),
        ("themes:\n  rain: [rain, Pouring, cats & dogs]\n  me:\n    - I\n    - I'm\n", ""),
        ("\n  rain: [rain, Pouring, cats & dogs]\n  me:\n    - I\n    - I'm\n", " {}\n"),
        ("rain: [rain, Pouring, cats & dogs]", "rain: wet"),
        ("rain: [rain, Pouring, cats & dogs]", "rain: []"),
        ("  rain: [rain", "  The rain: [rain"),
        ("Pouring", "RAIN"),
        ("Pouring", "'!?'"),
        ("Pouring", "''"),
        ("Pouring", "[Pouring]"),
        ("Pouring", "one two three four five six seven eight nine"),
        ("[me, rain]", "[me, rian]"),
        ("[me, rain]", "[me]"),
        ("[me, rain]", "[me, me]"),
        ("[me, rain]", "[me, rain]\n  - [rain, me]"),
        ("[me, rain]", "me and rain"),
        ("together:\n  - [me, rain]\n", "together: me\n"),
        ("  me:\n", "  rain:\n"),
        ("# A remark.", "a: &b c"),
        ("# A remark.", "- x"),
        ("[rain, Pouring", "[rain, Pouring]]"),
        (Right, "- a\n- b\n"),
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("custos-lexicon-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_lexicon_that_is_right_says_what_it_says()
    {
        var file = FileOf(Right);

        var lexicon = LexiconReader.Load(file);

        lexicon.Name.ShouldBe("weather");
        lexicon.Themes.Select(theme => theme.Name).ShouldBe(["rain", "me"]);
        lexicon.Themes[0].Entries.ShouldBe(["rain", "pouring", "cats dogs"]);
        lexicon.Themes[1].Entries.ShouldBe(["i", "i m"]);
        lexicon.Together.ShouldBe([(0, 1)]);
        lexicon.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))));
    }

    [Fact]
    public void Pairs_may_be_left_out() => LexiconReader.Load(FileOf(Right[..Right.IndexOf("together", StringComparison.Ordinal)])).Together.ShouldBeEmpty();

    [Fact]
    public void The_sample_of_harms_is_right()
    {
        var lexicon = LexiconReader.Load(Path.Combine(Repository.Root, "samples", "lexicons", "harms.yaml"));

        lexicon.Name.ShouldBe("harms");
        lexicon.Themes.Length.ShouldBeGreaterThan(20);
        lexicon.Together.ShouldNotBeEmpty();
    }

    [Fact]
    public void Every_message_to_a_writer_of_lexicons_reads_as_agreed()
    {
        var told = Mistakes.Select(mistake =>
        {
            Right.ShouldContain(mistake.Old);
            var at = Right.IndexOf(mistake.Old, StringComparison.Ordinal);
            LexiconReader.TryRead("lexicons/weather.yaml", Right.Remove(at, mistake.Old.Length).Insert(at, mistake.New), new string('a', 64), out _, out var errors).ShouldBeFalse($"{mistake.Old} → {mistake.New}");
            errors.ShouldNotBeEmpty();
            return $"## {mistake.Old.ReplaceLineEndings("⏎")} → {mistake.New.ReplaceLineEndings("⏎")}\n\n{string.Join("\n", errors)}\n";
        });

        string.Join('\n', told).ShouldBeGolden("LexiconReaderTests.messages.txt");
    }

    [Fact]
    public void Too_many_themes_entries_or_pairs_are_refused()
    {
        ErrorsOf("themes: {" + string.Join(", ", Enumerable.Range(0, ThemeLexicon.MostThemes + 1).Select(i => $"t{i}: [a]")) + "}").ShouldContain($"There are {ThemeLexicon.MostThemes + 1} themes.");
        ErrorsOf("themes: {t: [" + string.Join(", ", Enumerable.Range(0, ThemeLexicon.MostEntries + 1).Select(i => $"w{i}")) + "]}").ShouldContain("With this theme there are more than 20,000 entries.");
        var pairs = Enumerable.Range(0, 24).SelectMany(a => Enumerable.Range(a + 1, 23 - a).Select(b => $"[t{a}, t{b}]")).Take(ThemeLexicon.MostPairs + 1);
        ErrorsOf("themes: {" + string.Join(", ", Enumerable.Range(0, 24).Select(i => $"t{i}: [a]")) + "}\ntogether: [" + string.Join(", ", pairs) + "]").ShouldContain($"There are {ThemeLexicon.MostPairs + 1} pairs.");
    }

    [Fact]
    public void A_file_that_is_not_there_too_long_or_not_UTF_8_is_refused_with_its_name()
    {
        Should.Throw<BadInputException>(() => LexiconReader.Load(Path.Combine(_folder, "none.yaml"))).Place.ShouldBe(Path.Combine(_folder, "none.yaml"));
        Should.Throw<BadInputException>(() => LexiconReader.Load(_folder)).Place.ShouldBe(_folder);
        var file = FileOf(new string('#', (1 << 20) + 1));
        Should.Throw<BadInputException>(() => LexiconReader.Load(file)).Problem.ShouldContain("longer than a mebibyte");
        File.WriteAllBytes(file, [0x61, 0xff]);
        Should.Throw<BadInputException>(() => LexiconReader.Load(file)).Problem.ShouldContain("not UTF-8");
    }

    [Fact]
    public void Whatever_stands_in_a_file_it_is_a_lexicon_or_told_what_is_wrong()
    {
        var random = new Random(7);
        string[] pieces = ["name: ", "themes:", "together:", "  - ", "[", "]", "{", "}", ": ", "a", "\n", "\n  ", "'", "\"", "&a", "*a", "!!", "|", ">", "\t", "😀", "é", "𝐁", "Ⅷ", "Σ", "\ud800", "\0", "- - -", "? ", "#", "%", "---", "..."];
        for (var round = 0; round < 3_000; round++)
        {
            var text = Right;
            for (var change = random.Next(4); change >= 0; change--)
            {
                var at = random.Next(text.Length + 1);
                text = text.Remove(at, Math.Min(random.Next(12), text.Length - at)).Insert(at, pieces[random.Next(pieces.Length)]);
            }

            (LexiconReader.TryRead("a.yaml", text, new string('a', 64), out var lexicon, out var errors) ? lexicon.Themes.Length > 0 : errors.Count > 0).ShouldBeTrue(text);
        }
    }

    private static IEnumerable<string> ErrorsOf(string themes)
    {
        LexiconReader.TryRead("a.yaml", $"name: a\nabout: b\n{themes}\n", new string('a', 64), out _, out var errors).ShouldBeFalse();
        return errors.Select(error => error.Problem);
    }

    private string FileOf(string text)
    {
        var file = Path.Combine(_folder, "weather.yaml");
        File.WriteAllText(file, text);
        return file;
    }
}
