using System.Diagnostics;
using System.Globalization;
using System.Text;
using Custos.Text.Rewriting;
using Custos.Text.Views;

namespace Custos.SlowTests.Text;

public sealed class NormalizationTestTests
{
    // Source: Unicode 15.0, NormalizationTest.txt: each line is a text and its forms NFC, NFD, NFKC and NFKD.
    [UnicodeDataFact]
    public void Every_form_of_every_line_of_Unicodes_test_folds_to_the_same()
    {
        var lines = ReadLines().ToList();
        var wrong = new List<string>();
        foreach (var forms in lines)
        {
            var folded = forms.Select(Fold).Distinct().ToList();
            if (folded.Count != 1) wrong.Add(Points(forms[0]));
        }

        lines.Count.ShouldBeGreaterThan(19_000);
        wrong.ShouldBeEmpty();
    }

    [UnicodeDataFact]
    public void Where_there_is_no_case_and_no_pile_of_marks_the_folded_text_is_NFKC()
    {
        var (wrong, compared) = (new List<string>(), 0);
        foreach (var forms in ReadLines())
        {
            // Marks beyond the first that any script may bear, and beyond three of one script's own, are taken out on purpose.
            if (forms[4].EnumerateRunes().Any(rune => CharacterTable.EntryOf(rune.Value).IsMapped) || forms[4].EnumerateRunes().Count(rune => CharacterTable.ClassOf(rune.Value) != 0) > 1) continue;
            compared++;
            if (Fold(forms[0]) != forms[3]) wrong.Add(Points(forms[0]));
        }

        compared.ShouldBeGreaterThan(12_000);
        wrong.ShouldBeEmpty();
    }

    private static string Fold(string text)
    {
        var folded = new MappedText();
        CharacterFolding.Fold(text, folded, new TransformCounts());
        return folded.Text.ToString();
    }

    private static string Points(string text) => string.Join(' ', text.EnumerateRunes().Select(rune => $"{rune.Value:X4}"));

    private static IEnumerable<string[]> ReadLines()
    {
        using var unpack = Process.Start(new ProcessStartInfo("bzip2", ["-dc", UnicodeDataFactAttribute.NormalizationTest]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        while (unpack.StandardOutput.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] is '#' or '@') continue;
            yield return [.. line.Split(';').Take(5).Select(form => string.Concat(form.Split(' ').Select(point => new Rune(int.Parse(point, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)).ToString())))];
        }

        unpack.WaitForExit();
    }
}
