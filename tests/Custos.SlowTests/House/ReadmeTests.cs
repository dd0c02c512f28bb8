using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Custos.Tests.House;
using Custos.Tests.Providers.Onnx;

namespace Custos.SlowTests.House;

/// <summary>Every command that the README or a how-to shows runs as it stands there, in a folder with a file of labelled texts, a log and the sample policies.</summary>
public sealed class ReadmeTests
{
    private static readonly string[] CommandStarts = ["./custos ", "curl ", "cp ", "printf "];

    [Theory]
    [InlineData("README.md", 5)]
    [InlineData("docs/howto/train-a-classifier.md", 7)]
    [InlineData("docs/howto/ask-a-judge.md", 6)]
    [InlineData("docs/howto/send-traces.md", 6)]
    public async Task The_commands_of_a_page_run(string page, int atLeast)
    {
        using var folder = new TemporaryFolder();
        await RunAsync(page, atLeast, folder);
    }

    [OnnxRuntimeFact]
    public async Task The_commands_that_bring_a_classifier_run()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.File("model.onnx"), new SmallTransformer(20, 2).ToOnnx());
        folder.Write("tokenizer.json", SomeModels.WordPiece);
        await RunAsync("docs/howto/bring-a-classifier.md", 9, folder);
    }

    private static async Task RunAsync(string page, int atLeast, TemporaryFolder folder)
    {
        await using (var output = new StreamWriter(folder.File("texts.csv")))
        {
            new Custos.App.Simulation.TextGenerator(2).WriteCsv(output, 4000, harmShare: 0.3);
        }

        await File.WriteAllTextAsync(folder.File("traffic.jsonl"), "{\"category\": \"chat\", \"usage\": {\"output_tokens\": 12}}\n{\"category\": \"code\", \"usage\": {\"output_tokens\": 40}}\n");
        Directory.CreateSymbolicLink(folder.File("samples"), Path.Combine(Repository.Root, "samples"));
        var port = FreePort();
        var upstream = FreePort();
        Process? server = null, model = null;
        var ran = 0;
        try
        {
            foreach (var shown in Commands(page))
            {
                var command = shown.Replace("./custos", Path.Combine(Repository.Root, "custos"), StringComparison.Ordinal)
                    .Replace("5080", $"{port}", StringComparison.Ordinal)
                    .Replace("5090", $"{upstream}", StringComparison.Ordinal);
                if (shown.StartsWith("./custos simulate upstream", StringComparison.Ordinal))
                {
                    await EndAsync(model);
                    model = Bash("exec " + command, folder.Path);
                    await WaitUntilListeningAsync(upstream, "/");
                    continue;
                }

                if (shown.StartsWith("./custos serve", StringComparison.Ordinal))
                {
                    await EndAsync(server);
                    server = Bash("exec " + command, folder.Path);
                    await WaitUntilListeningAsync(port, "/readyz");
                    continue;
                }

                using var process = Bash(command, folder.Path);
                var (said, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
                using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
                await process.WaitForExitAsync(limit.Token);
                process.ExitCode.ShouldBeOneOf([0, 3], $"{shown}: {await said} {await errors}");
                ran++;
            }
        }
        finally
        {
            await EndAsync(server);
            await EndAsync(model);
        }

        ran.ShouldBeGreaterThanOrEqualTo(atLeast);
    }

    /// <summary>The commands in the page's fenced blocks; the README's first two set up everything, have tests of their own, and do not count here.</summary>
    private static IEnumerable<string> Commands(string page)
    {
        var inside = false;
        foreach (var line in Repository.Read(page).Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                inside = !inside;
            }
            else if (inside && (CommandStarts.Any(start => line.StartsWith(start, StringComparison.Ordinal))) && !line.StartsWith("./custos demo", StringComparison.Ordinal))
            {
                yield return line;
            }
        }
    }

    private static Process Bash(string command, string folder) => Process.Start(new ProcessStartInfo("bash", ["-c", command])
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        WorkingDirectory = folder,
    })!;

    private static async Task EndAsync(Process? server)
    {
        if (server is null) return;
        server.Kill();
        await server.WaitForExitAsync();
        server.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task WaitUntilListeningAsync(int port, string path)
    {
        using var client = new HttpClient();
        for (var attempt = 0; attempt < 600; attempt++)
        {
            try
            {
                using var response = await client.GetAsync(new Uri($"http://127.0.0.1:{port}{path}"));
                if (response.StatusCode != HttpStatusCode.ServiceUnavailable) return;
            }
            catch (HttpRequestException)
            {
                // Not yet.
            }

            await Task.Delay(100);
        }

        throw new TimeoutException("The README's server did not listen within a minute.");
    }
}
