using System.Text;
using Custos.Train.Splits;

namespace Custos.Tests.Train.Splits;

public sealed class GroupDrawTests
{
    // Computed with Python's hashlib from the definition.
    [Theory]
    [InlineData("alice", false, "ae3a53a664f9242c2f1f310145ef3226", 0.19142090358593922, 0.8726696601984301, 0, 0.5696901621578565)]
    [InlineData("alice", true, "e1f206eb73981761000c774ab52cc096", 0.16490571579454538, 0.562235716811855, 4, 0.4814138205125752)]
    [InlineData("ünï😀", false, "092ec81b6e4f2a42da416672d06022f4", 0.7764829098048044, 0.5099941966098621, 4, 0.770204954950738)]
    public void Draws_never_change_from_version_to_version(string value, bool isText, string digest, double side, double share, int fold, double sideOfOtherSeed)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        var group = isText ? GroupDraw.DigestOfText(bytes) : GroupDraw.DigestOfValue(bytes);

        group.ToString("x32").ShouldBe(digest);
        GroupDraw.Side(42, group).ShouldBe(side);
        GroupDraw.Share(42, group).ShouldBe(share);
        GroupDraw.Fold(42, group, 5).ShouldBe(fold);
        GroupDraw.Side(-7, group).ShouldBe(sideOfOtherSeed);
    }

    [Fact]
    public void Draws_are_uniform_over_groups()
    {
        const int groups = 20_000;
        var draws = Enumerable.Range(0, groups).Select(i => GroupDraw.DigestOfValue(Encoding.UTF8.GetBytes($"g{i}"))).ToArray();

        // Five standard deviations of a share of 20 %.
        draws.Count(group => GroupDraw.Side(1, group) < 0.2).ShouldBeInRange(3_717, 4_283);
        draws.GroupBy(group => GroupDraw.Fold(1, group, 5)).Select(fold => fold.Count()).ShouldAllBe(count => count > 3_717 && count < 4_283);
        draws.Count(group => GroupDraw.Side(1, group) < 0.2 && GroupDraw.Share(1, group) < 0.5).ShouldBeInRange(1_788, 2_212);
    }
}
