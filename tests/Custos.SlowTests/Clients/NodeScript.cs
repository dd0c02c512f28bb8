using System.Diagnostics;
using Custos.Tests.House;

namespace Custos.SlowTests.Clients;

/// <summary>What does a script for an npm package say of the server that it was pointed at? One line for each thing that it saw, <c>ok</c> first where it was right.</summary>
internal static class NodeScript
{
    /// <summary>Runs it to its end and sees that all was right.</summary>
    /// <returns>How many things it saw.</returns>
    public static async Task<int> PassesAsync(string script, ClientTarget target)
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
        return lines.Length;
    }
}
