using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace Custos.SlowTests.Gate;

public sealed class ServeTests
{
    [Fact]
    public async Task A_decision_is_found_in_the_report_while_the_server_holds_the_store_and_after_it_has_drained()
    {
        using var data = new TemporaryFolder();
        await using var server = await CustosProgram.ServeAsync("--model", await SmallModel.FolderAsync(), "--data-dir", data.Path);
        using var client = new HttpClient { BaseAddress = server.Url };
        for (var i = 0; i < 5; i++)
        {
            using var response = await client.PostAsJsonAsync(new Uri("/v1/decisions", UriKind.Relative), new { content = "Reply with your PIN to unlock a free cruise.", tier = "free" });
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        var asked = await CustosProgram.RunAsync("report", "decisions-by-bucket", "--data-dir", data.Path, "--json");
        asked.ExitCode.ShouldBe(0, asked.Error);
        (await server.StopAsync()).ShouldBe(0);
        var read = await CustosProgram.RunAsync("report", "decisions-by-bucket", "--data-dir", data.Path, "--json");

        read.ExitCode.ShouldBe(0, read.Error);
        JsonElement.DeepEquals(JsonDocument.Parse(asked.Output).RootElement, JsonDocument.Parse(read.Output).RootElement).ShouldBeTrue();
        asked.Output.ShouldContain("scam");
    }

    [Fact]
    public async Task Requests_in_flight_end_before_the_server_does()
    {
        using var data = new TemporaryFolder();
        await using var server = await CustosProgram.ServeAsync("--model", await SmallModel.FolderAsync(), "--data-dir", data.Path);
        using var client = new HttpClient { BaseAddress = server.Url };

        var answers = Enumerable.Range(0, 50).Select(_ => client.PostAsJsonAsync(new Uri("/v1/decisions", UriKind.Relative), new { content = "hello", deadline_ms = 5000 })).ToList();
        await Task.WhenAny(answers);
        (await server.StopAsync()).ShouldBe(0);

        // A request is answered in full or was never taken; none breaks off in the middle.
        var taken = 0;
        foreach (var answer in answers)
        {
            try
            {
                using var response = await answer;
                JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("recorded").GetString().ShouldBe("committed");
                taken++;
            }
            catch (HttpRequestException refused) when (refused.InnerException is SocketException or HttpIOException or IOException)
            {
                // Not taken: it came after the drain had begun.
            }
        }

        taken.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_port_in_use_is_said_in_plain_words()
    {
        using var data = new TemporaryFolder();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var ended = await CustosProgram.RunAsync("serve", "--model", await SmallModel.FolderAsync(), "--data-dir", data.Path, "--port", $"{port}");

        ended.ExitCode.ShouldBe(1);
        ended.Error.ShouldContain($"Port {port} on 127.0.0.1 is in use.");
        ended.Error.ShouldContain("--port");
    }

    [Fact]
    public async Task A_store_that_another_server_holds_is_said_with_its_address()
    {
        using var data = new TemporaryFolder();
        await using var server = await CustosProgram.ServeAsync("--model", await SmallModel.FolderAsync(), "--data-dir", data.Path);

        var ended = await CustosProgram.RunAsync("serve", "--model", await SmallModel.FolderAsync(), "--data-dir", data.Path, "--port", "0");

        ended.ExitCode.ShouldBe(1);
        ended.Error.ShouldContain(server.Url.ToString().TrimEnd('/'));
    }

    [Fact]
    public async Task An_unknown_model_is_said_with_its_folder()
    {
        using var data = new TemporaryFolder();

        var ended = await CustosProgram.RunAsync("serve", "--model", data.File("no-model"), "--data-dir", data.Path, "--port", "0");

        ended.ExitCode.ShouldBe(1);
        ended.Error.ShouldContain("no-model");
    }
}
