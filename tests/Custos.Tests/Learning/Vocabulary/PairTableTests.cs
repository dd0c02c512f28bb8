using Custos.Learning.Vocabulary;

namespace Custos.Tests.Learning.Vocabulary;

public sealed class PairTableTests
{
    [Fact]
    public void It_tells_pairs_apart_as_a_dictionary_does()
    {
        var random = new Random(3);
        var table = new PairTable();
        var expected = new Dictionary<(int, int), int>();
        for (var round = 0; round < 20_000; round++)
        {
            var pair = (Number(), Number());
            table.Find(pair.Item1, pair.Item2).ShouldBe(expected.GetValueOrDefault(pair, -1));
            expected.TryAdd(pair, round);
            table.FindOrAdd(pair.Item1, pair.Item2, round).ShouldBe(expected[pair]);
        }

        int Number() => random.Next(4) == 0 ? int.MaxValue - random.Next(3) : random.Next(60);
    }
}
