using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Custos.SlowTests.Gate;

namespace Custos.SlowTests.Store;

public sealed class ServerCrashTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Data => _folder.File("data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_acknowledged_decision_is_found_exactly_once_after_ten_kills_of_the_server_at_random_moments()
    {
        var random = new Random(20260302);
        var acknowledged = new ConcurrentBag<Guid>();
        for (var kill = 0; kill < 10; kill++)
        {
            var before = acknowledged.Count;
            await using var server = await CustosProgram.ServeAsync("--model", await SmallModel.FolderAsync(), "--data-dir", Data);
            using var client = new HttpClient { BaseAddress = server.Url };
            var callers = Enumerable.Range(0, 8).Select(_ => AskUntilRefusedAsync(client, acknowledged)).ToList();
            while (acknowledged.Count < before + 50 && !callers.Any(caller => caller.IsCompleted)) await Task.Delay(5);
            await Task.Delay(random.Next(0, 700));
            await server.KillAsync();
            await Task.WhenAll(callers);
            acknowledged.Count.ShouldBeGreaterThanOrEqualTo(before + 50);
        }

        await FoundExactlyOnce.ShouldHoldAsync(Data, acknowledged);
    }

    [StraceFact]
    public async Task A_sync_lies_between_the_servers_write_to_the_journal_and_its_answer()
    {
        const int decisions = 20;
        var trace = _folder.File("trace");
        await using var server = await CustosProgram.ServeAsync("--model", await SmallModel.FolderAsync(), "--data-dir", Data);
        using var client = new HttpClient { BaseAddress = server.Url };
        (await AskAsync(client)).ShouldNotBeNull();
        using var strace = Process.Start("strace", ["-f", "-y", "-s", "8192", "-e", SystemCalls.Watched, "-o", trace, "-p", $"{server.ProcessId}"]);
        while (!File.Exists(trace) || new FileInfo(trace).Length == 0)
        {
            // The trace begins with the first call after strace has taken hold.
            await AskAsync(client);
            await Task.Delay(50);
        }

        var ids = new List<string>();
        while (ids.Count < decisions)
        {
            if (await AskAsync(client) is { } id) ids.Add($"{id}");
        }

        await server.StopAsync();
        await strace.WaitForExitAsync();
        SystemCalls.ToldAfterSync(await File.ReadAllLinesAsync(trace), ids).ShouldBe(decisions);
    }

    private static async Task AskUntilRefusedAsync(HttpClient client, ConcurrentBag<Guid> acknowledged)
    {
        try
        {
            while (true)
            {
                if (await AskAsync(client) is { } id) acknowledged.Add(id);
            }
        }
        catch (Exception killed) when (killed is HttpRequestException or IOException)
        {
            // The server has been killed.
        }
    }

    // The decision's id where the server says that it is on the disk; null where it could not say so by the deadline.
    private static async Task<Guid?> AskAsync(HttpClient client)
    {
        using var response = await client.PostAsJsonAsync(new Uri("/v1/decisions", UriKind.Relative), new { content = "hello there", deadline_ms = 5000 });
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return answer.RootElement.GetProperty("recorded").GetString() == "committed" ? answer.RootElement.GetProperty("id").GetGuid() : null;
    }
}
