using Custos.App.Simulation;

namespace Custos.Tests.App.Simulation;

public sealed class TextGeneratorTests
{
    [Fact]
    public void The_same_seed_writes_the_same_texts_and_another_seed_others()
    {
        Csv(1).ShouldBe(Csv(1));
        Csv(1).ShouldNotBe(Csv(2));
    }

    [Fact]
    public void Harm_comes_about_as_often_as_asked_and_only_of_the_kind_asked()
    {
        var generator = new TextGenerator(3);
        var texts = Enumerable.Range(0, 4000).Select(_ => generator.Next(0.25, "scam")).ToList();

        texts.Count(text => text.Bucket is not null).ShouldBeInRange(900, 1100);
        texts.Select(text => text.Bucket).Distinct().ShouldBe([null, "scam"], ignoreOrder: true);
    }

    [Fact]
    public void Every_slot_is_filled()
    {
        var generator = new TextGenerator(4);

        Enumerable.Range(0, 4000).Select(_ => generator.Next(0.5).Text).ShouldAllBe(text => !text.Contains('{') && !text.Contains('}'));
    }

    [Fact]
    public void A_row_has_a_1_a_0_or_nothing_under_every_bucket()
    {
        var lines = Csv(5).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        lines[0].ShouldBe("id,user_id,text,scam,insult,prompt_injection");
        lines.Length.ShouldBe(301);
        var cells = lines.Skip(1).SelectMany(line => line[(line.LastIndexOf('"') + 2)..].Split(',')).ToList();
        cells.Count.ShouldBe(300 * 3);
        cells.Distinct().ShouldBe(["0", "1", ""], ignoreOrder: true);
    }

    private static string Csv(int seed)
    {
        using var output = new StringWriter();
        new TextGenerator(seed).WriteCsv(output, 300, 0.2);
        return output.ToString();
    }
}
