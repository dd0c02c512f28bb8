using Custos.Text;

namespace Custos.Tests.Text;

public sealed class FoldTableTests
{
    [Fact]
    public void It_is_the_table_of_Unicode_14() => FoldTable.Version.ShouldBe(14);

    [Fact]
    public void Every_fold_is_well_formed_and_no_longer_than_said()
    {
        for (var codePoint = 0; codePoint <= 0x10FFFF; codePoint++)
        {
            var entry = FoldTable.EntryOf(codePoint);
            if (FoldTable.IsFolded(entry))
            {
                var fold = FoldTable.FoldOf(entry);
                fold.Length.ShouldBeLessThanOrEqualTo(FoldTable.LongestFold);
                System.Text.Unicode.Utf8.IsValid(fold).ShouldBeTrue();
            }
        }
    }

    /// <summary>Counted by Python 3.11.2 (Unicode 14.0.0): <c>sum(bool(re.match(r"\w", chr(c))) for c in range(0x110000))</c> and likewise <c>isspace</c>.</summary>
    [Fact]
    public void It_knows_as_many_word_characters_and_spaces_as_Python()
    {
        var entries = Enumerable.Range(0, 0x110000).Select(FoldTable.EntryOf).ToArray();

        entries.Count(FoldTable.IsWord).ShouldBe(133548);
        entries.Count(FoldTable.IsSpace).ShouldBe(29);
    }

    [Fact]
    public void A_surrogate_has_no_property() =>
        Enumerable.Range(0xD800, 0x800).ShouldAllBe(c => FoldTable.EntryOf(c) == 0);
}
