using Custos.App.Cli.StatsStudies;
using Custos.Records;
using Custos.Tests.App.Cli.StatsQuestions;

namespace Custos.Tests.App.Cli.StatsStudies;

public sealed class ArmsFileTests
{
    [Fact]
    public void Units_with_a_hole_are_left_out()
    {
        using var asked = new Asked();
        var (control, treatment, name) = ArmsFile.Read(new(asked.Table("a.csv", "arm,x,y", "a,1,2", "b,3,4", "a,5,", "b,6,7")), "a", ["x", "y"]);
        control.ShouldBe([[1, 2]]);
        treatment.Column(1).ShouldBe([4, 7]);
        name.ShouldBe("b");
    }

    [Fact]
    public void Three_arms_are_refused()
    {
        using var asked = new Asked();
        Should.Throw<BadInputException>(() => ArmsFile.Read(new(asked.Table("a.csv", "arm,x", "a,1", "b,3", "c,5")), "a", ["x"])).Message.ShouldContain("3 different values");
    }
}
