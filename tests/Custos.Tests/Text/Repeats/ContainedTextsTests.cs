using Custos.Text.Repeats;

namespace Custos.Tests.Text.Repeats;

public sealed class ContainedTextsTests
{
    [Fact]
    public void Contained_is_what_looking_into_every_pair_finds()
    {
        var random = new Random(22);
        for (var round = 0; round < 1_000; round++)
        {
            var texts = Enumerable.Range(0, random.Next(0, 12)).Select(_ => string.Concat(Enumerable.Range(0, random.Next(1, 7)).Select(_ => "ab"[random.Next(2)]))).ToList();

            var contents = ContainedTexts.Of(texts);

            contents.Length.ShouldBe(texts.Count);
            for (var i = 0; i < texts.Count; i++) contents[i].ShouldBe(Enumerable.Range(0, texts.Count).Where(j => j != i && texts[i].Contains(texts[j], StringComparison.Ordinal)));
        }
    }
}
