namespace Custos.SlowTests.App;

public sealed class StartUpTests
{
    [Fact]
    public async Task The_program_refuses_to_start_where_normalisation_does_not_work()
    {
        var ended = await CustosProgram.RunAsync(["--version"], new Dictionary<string, string> { ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1" }, input: null);

        ended.ExitCode.ShouldBe(1);
        ended.Error.ShouldContain("normalisation does not work");
        ended.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wrong_verb_is_wrong_usage()
    {
        var ended = await CustosProgram.RunAsync("no-such-verb");

        ended.ExitCode.ShouldBe(2);
        ended.Output.ShouldBeEmpty();
    }
}
