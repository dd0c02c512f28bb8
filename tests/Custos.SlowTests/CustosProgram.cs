using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Custos.Tests.House;

namespace Custos.SlowTests;

/// <summary>The program as its users run it: the script at the root of the repository, in a process of its own.</summary>
internal static class CustosProgram
{
    private static readonly string Script = Path.Combine(Repository.Root, "custos");

    /// <summary>Runs one verb to its end.</summary>
    public static Task<Ended> RunAsync(params string[] arguments) => RunAsync(arguments, environment: null, input: null);

    /// <inheritdoc cref="RunAsync(string[])"/>
    public static async Task<Ended> RunAsync(string[] arguments, IReadOnlyDictionary<string, string>? environment, string? input)
    {
        using var process = Start(arguments, environment);
        if (input is not null)
        {
            await process.StandardInput.WriteAsync(input);
        }

        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException late)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"custos {string.Join(' ', arguments)} did not end within five minutes.", late);
        }

        return new Ended(process.ExitCode, await output, await error);
    }

    /// <summary>Starts one verb, for a test that ends it.</summary>
    public static Process Begin(params string[] arguments) => Start(arguments, environment: null);

    /// <summary>Starts <c>custos serve … --port 0 --json</c> and waits until it listens.</summary>
    public static Task<RunningServer> ServeAsync(params string[] arguments) => ServeAsync(arguments, environment: null);

    /// <inheritdoc cref="ServeAsync(string[])"/>
    public static async Task<RunningServer> ServeAsync(string[] arguments, IReadOnlyDictionary<string, string>? environment)
    {
        var process = Start(["serve", .. arguments, "--port", "0", "--json"], environment);
        var errors = new StringBuilder();
        process.ErrorDataReceived += (_, line) =>
        {
            lock (errors)
            {
                errors.AppendLine(line.Data);
            }
        };
        process.BeginErrorReadLine();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var ready = await process.StandardOutput.ReadLineAsync(limit.Token);
        if (ready is null)
        {
            await process.WaitForExitAsync(limit.Token);
            throw new InvalidOperationException($"custos serve ended with {process.ExitCode}: {errors}");
        }

        return new RunningServer(process, new Uri(JsonDocument.Parse(ready).RootElement.GetProperty("url").GetString()!));
    }

    private static Process Start(string[] arguments, IReadOnlyDictionary<string, string>? environment)
    {
        var start = new ProcessStartInfo(Script)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}

/// <summary>How did a verb end, and what did it print?</summary>
internal sealed record Ended(int ExitCode, string Output, string Error);

/// <summary>A server in a process of its own; disposing asks it to drain and waits for its end.</summary>
internal sealed class RunningServer(Process process, Uri url) : IAsyncDisposable
{
    private const int SigKill = 9;
    private const int SigTerm = 15;

    public Uri Url { get; } = url;

    public int ProcessId => process.Id;

    /// <summary>Ends the process at once, as a crash would.</summary>
    public async Task KillAsync()
    {
        _ = NativeKill(process.Id, SigKill);
        await process.WaitForExitAsync();
    }

    /// <summary>Asks the process to drain and end; gives its exit code.</summary>
    public async Task<int> StopAsync()
    {
        if (!process.HasExited)
        {
            _ = NativeKill(process.Id, SigTerm);
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            await process.WaitForExitAsync(limit.Token);
        }

        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        process.Dispose();
    }

    [System.Runtime.InteropServices.DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [System.Runtime.InteropServices.DefaultDllImportSearchPaths(System.Runtime.InteropServices.DllImportSearchPath.SafeDirectories)]
    private static extern int NativeKill(int pid, int signal);
}
