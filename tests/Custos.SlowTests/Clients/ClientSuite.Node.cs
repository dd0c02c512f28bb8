using System.Diagnostics;
using Custos.Tests.House;

namespace Custos.SlowTests.Clients;

public abstract partial class ClientSuite
{
    [Theory]
    [InlineData("openai.mjs")]
    [InlineData("anthropic.mjs")]
    public async Task The_npm_package_reads_every_answer(string script)
    {
        var start = new ProcessStartInfo("node", [Path.Combine("tests", "Custos.SlowTests", "Clients", script), target.Url.ToString().TrimEnd('/'), target.Key])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        };
        using var node = Process.Start(start)!;
        var output = node.StandardOutput.ReadToEndAsync();
        var error = node.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await node.WaitForExitAsync(limit.Token);

        var lines = (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Where(line => !line.StartsWith("ok ", StringComparison.Ordinal)).ShouldBeEmpty();
        node.ExitCode.ShouldBe(0, await error);
        lines.Length.ShouldBeGreaterThan(10);
    }
}
