using System.Diagnostics;

namespace Custos.SlowTests.Store;

/// <summary>The recorder in a process of its own, which can be killed at any moment.</summary>
internal sealed class RecorderProcess : IDisposable
{
    private readonly Process _process;

    private RecorderProcess(Process process) => _process = process;

    public static RecorderProcess Start(string folder, int writers, int count, params string[] before)
    {
        string[] command = [.. before, Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet", typeof(RecorderProgram).Assembly.Location, folder, $"{writers}", $"{count}"];
        var start = new ProcessStartInfo(command[0]) { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in command[1..]) start.ArgumentList.Add(argument);
        return new RecorderProcess(Process.Start(start)!);
    }

    /// <summary>The decisions that were acknowledged until the process was killed, after this many of them and this much time more.</summary>
    public async Task<List<Guid>> AcknowledgedUntilKilledAsync(int atLeast, TimeSpan more)
    {
        var acknowledged = new List<Guid>();
        Task? kill = null;
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            // The last line may have been cut off in the middle: then nobody was told.
            if (Guid.TryParse(line, out var id)) acknowledged.Add(id);
            if (kill is null && acknowledged.Count >= atLeast) kill = KillAfterAsync(more);
        }

        await _process.WaitForExitAsync();
        if (kill is not null) await kill;
        return acknowledged;
    }

    /// <summary>Waits for the end; gives the exit code and the lines.</summary>
    public async Task<(int ExitCode, string[] Lines)> EndAsync()
    {
        var output = await _process.StandardOutput.ReadToEndAsync();
        await _process.WaitForExitAsync();
        return (_process.ExitCode, output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    // Process.Kill is SIGKILL.
    private async Task KillAfterAsync(TimeSpan time)
    {
        await Task.Delay(time);
        _process.Kill();
    }
}
