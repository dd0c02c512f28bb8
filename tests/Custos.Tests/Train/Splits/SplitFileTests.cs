using Custos.Records;
using Custos.Tests.Store;
using Custos.Train.Splits;

namespace Custos.Tests.Train.Splits;

public sealed class SplitFileTests
{
    private const string Data = "user,text,bad\nalice,one,1\nbob,two,0\n";

    [Fact]
    public void It_holds_the_row_the_groups_digest_and_the_side_and_names_no_user()
    {
        using var folder = new TemporaryDirectory();
        SplitFile.Write(folder.File("split.csv"), Some.Labelled(Data, Some.Options), [Side.LeftOut, Side.Validation]);

        var lines = File.ReadAllLines(folder.File("split.csv"));
        lines[0].ShouldBe("row,group,side");
        lines[1].ShouldBe("2,ae3a53a664f9242c2f1f310145ef3226,left_out");
        lines[2].ShouldStartWith("3,");
        lines[2].ShouldEndWith(",validation");
    }

    [Theory]
    [InlineData("user,text,bad\nalice,one,1\n", "split.csv: The split was written for other rows. It has more rows than the data's 1.")]
    [InlineData("user,text,bad\nalice,one,1\nbob,two,0\ncarol,three,1\n", "split.csv: The split was written for other rows. It has 2 rows, the data has 3.")]
    [InlineData("user,text,bad\nalice,one,1\ncarol,two,0\n", "split.csv, row 3: The split was written for other rows. Its group differs from the data's.")]
    [InlineData("user,text,bad\n\nalice,one,1\nbob,two,0\n", "split.csv, row 2: The split was written for other rows. Its row number differs from the data's.")]
    public void A_split_of_other_rows_is_refused(string data, string message)
    {
        using var folder = new TemporaryDirectory();
        SplitFile.Write(folder.File("split.csv"), Some.Labelled(Data, Some.Options), [Side.Train, Side.Validation]);

        var refusal = Should.Throw<BadInputException>(() => SplitFile.Read(folder.File("split.csv"), Some.Labelled(data, Some.Options)));
        refusal.Message.Replace(folder.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal).ShouldStartWith(message);
    }

    [Fact]
    public void An_unknown_side_is_refused()
    {
        using var folder = new TemporaryDirectory();
        var rows = Some.Labelled(Data, Some.Options);
        SplitFile.Write(folder.File("split.csv"), rows, [Side.Train, Side.Validation]);
        File.WriteAllText(folder.File("split.csv"), File.ReadAllText(folder.File("split.csv")).Replace("validation", "test", StringComparison.Ordinal));

        Should.Throw<BadInputException>(() => SplitFile.Read(folder.File("split.csv"), rows)).Problem.ShouldBe("The side is neither train, validation nor left_out.");
    }
}
