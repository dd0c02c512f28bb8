using Custos.Train.Pages;

namespace Custos.Tests.Train.Pages;

public sealed class ModelCardTests
{
    [Fact]
    public void It_says_what_the_model_is_for_where_it_comes_from_what_it_can_do_and_how_to_make_it_again()
    {
        var card = ModelCard.Write(Trained.Report, "custos train --data rows.csv");
        card.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal))
            .ShouldBe(["## Intended use", "## Data", "## Method", "## Operating points", "## Limits", "## How to make it again"]);
        card.ShouldContain(Trained.Report.ModelId);
        card.ShouldContain(Trained.Report.Source.Sha256);
        card.ShouldContain("custos train --data rows.csv");
    }

    [Fact]
    public void Names_from_the_data_break_neither_the_table_nor_the_headings()
    {
        var card = ModelCard.Write(Trained.Hostile, "custos train\n# not a heading");
        card.ShouldNotContain("<script");
        card.ShouldNotContain("<img");
        card.Split('\n').ShouldNotContain(line => line.StartsWith("# x", StringComparison.Ordinal) || line.StartsWith("# not", StringComparison.Ordinal));
        card.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal) && line.Contains("alert(1)", StringComparison.Ordinal) && line.Contains("script", StringComparison.Ordinal))
            .ShouldHaveSingleItem().Replace(@"\|", "", StringComparison.Ordinal).Count(letter => letter == '|').ShouldBe(5);
    }
}
