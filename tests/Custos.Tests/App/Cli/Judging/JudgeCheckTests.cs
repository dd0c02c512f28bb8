using Custos.Policy.Judging;
using Custos.Tests.House;

namespace Custos.Tests.App.Cli.Judging;

public sealed class JudgeCheckTests
{
    [Fact]
    public void Every_judge_of_the_samples_is_right()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Repository.Root, "samples"), "*.yaml", SearchOption.AllDirectories).Where(file => Path.GetFileName(Path.GetDirectoryName(file)) == "judges").ToList();

        files.ShouldNotBeEmpty();
        foreach (var file in files) JudgeFile.Load(file).Standing.MayAct.ShouldBeFalse();
    }
}
