using Custos.Text.Tokens;

namespace Custos.Tests.Text.Tokens;

public sealed class MergingTests
{
    [Fact]
    public void Rows_of_any_length_merge_as_by_searching_the_lowest_rank_each_time()
    {
        var random = new Random(1);
        for (var round = 0; round < 400; round++)
        {
            var pairs = new PairTable();
            var ranks = new Dictionary<(int, int), (int Rank, int Id)>();
            for (var rank = 0; rank < 30; rank++)
            {
                var (left, right) = (random.Next(3 + rank), random.Next(3 + rank));
                ranks[(left, right)] = (rank, 3 + rank);
                pairs.Set(left, right, rank, 3 + rank);
            }

            var row = Enumerable.Range(0, random.Next(1, 150)).Select(_ => random.Next(3)).ToList();
            var merging = new Merging(pairs);
            foreach (var (i, id) in row.Index()) merging.Add(id, i + 1);
            merging.Run();

            var (ids, ends) = ByBruteForce(row, ranks);
            merging.Ids.ToArray().ShouldBe(ids);
            merging.Ends.ToArray().ShouldBe(ends);
        }
    }

    private static (List<int> Ids, List<int> Ends) ByBruteForce(List<int> row, Dictionary<(int, int), (int Rank, int Id)> ranks)
    {
        var (ids, ends) = (row.ToList(), Enumerable.Range(1, row.Count).ToList());
        while (true)
        {
            var best = Enumerable.Range(0, Math.Max(0, ids.Count - 1)).Where(i => ranks.ContainsKey((ids[i], ids[i + 1]))).OrderBy(i => ranks[(ids[i], ids[i + 1])].Rank).ThenBy(i => i).Select(i => (int?)i).FirstOrDefault();
            if (best is not { } at) return (ids, ends);
            ids[at] = ranks[(ids[at], ids[at + 1])].Id;
            ids.RemoveAt(at + 1);
            ends.RemoveAt(at);
        }
    }
}
