using Custos.App.Api.Logging;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Custos.Tests.App.Api.Logging;

public sealed class ServerLogTests
{
    [Fact]
    public void An_excerpt_stays_whole_below_its_line() =>
        Written(LogLevel.Error, "Bundle 12 goes on serving.\n0.yaml:5:8: There is no function \"scroe\".\r\n  scroe(x)\n  ^\n").ShouldBe(
            "fail: Some.Category[7] Bundle 12 goes on serving.\n      0.yaml:5:8: There is no function \"scroe\".\n        scroe(x)\n        ^\n");

    [Theory]
    [InlineData(LogLevel.Trace, "trce")]
    [InlineData(LogLevel.Debug, "dbug")]
    [InlineData(LogLevel.Information, "info")]
    [InlineData(LogLevel.Warning, "warn")]
    [InlineData(LogLevel.Critical, "crit")]
    public void Each_level_has_its_name(LogLevel level, string name) => Written(level, "x").ShouldBe($"{name}: Some.Category[7] x\n");

    [Fact]
    public void No_further_line_looks_like_an_entry_of_its_own() =>
        Written(LogLevel.Warning, "x\nfail: Some.Category[7] y", new InvalidOperationException("z\nfail: w")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).ShouldAllBe(line => line.StartsWith("      ", StringComparison.Ordinal));

    private static string Written(LogLevel level, string message, Exception? exception = null)
    {
        using var written = new StringWriter { NewLine = "\n" };
        new ServerLog().Write(new LogEntry<string>(level, "Some.Category", 7, message, exception, static (state, _) => state), null, written);
        return written.ToString();
    }
}
