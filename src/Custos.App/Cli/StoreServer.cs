using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Custos.Records;
using Custos.Store;
using Custos.Store.Import;
using Custos.Store.Report;
using Custos.Text.Tables;

namespace Custos.App.Cli;

/// <summary>What does the server that holds a store answer? Verbs ask it when they cannot open the store themselves.</summary>
internal sealed class StoreServer(ServerFile server) : IDisposable
{
    private readonly HttpClient _client = new()
    {
        BaseAddress = new Uri(server.Url + "/"),
        Timeout = Timeout.InfiniteTimeSpan,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", server.Token) },
    };

    public async Task<ReportTable> ReportAsync(string name, ReportRequest request, CancellationToken cancellationToken)
    {
        using var answer = await AskAsync(new HttpRequestMessage(HttpMethod.Get, $"v1/reports/{Uri.EscapeDataString(name)}?{QueryOf(request)}"), cancellationToken);
        return ReportTable.ReadFrom(answer.RootElement);
    }

    /// <param name="table">The table.</param>
    /// <param name="file">The file, as it was given; the server names it so in its messages.</param>
    /// <param name="rows">Its rows, none of them read yet.</param>
    /// <param name="run">How they are imported.</param>
    /// <param name="cancellationToken">Stops the import; whole pieces stay in the table.</param>
    public async Task<ImportCount> ImportAsync(string table, string file, Table rows, ImportRun run, CancellationToken cancellationToken)
    {
        using var content = new ImportContent(table, rows);
        var address = $"v1/import/{Uri.EscapeDataString(table)}?format=jsonl&file={Uri.EscapeDataString(file)}&hash={run.FileHash}&rejected={Uri.EscapeDataString(JsonSerializer.Serialize(run.Rejected))}";
        using var answer = await AskAsync(new HttpRequestMessage(HttpMethod.Post, address) { Content = content }, cancellationToken);
        var count = answer.RootElement;
        return new ImportCount(Number("rows"), Number("added"), Number("conflicts"), Number("rejected")) { Resumed = Number("resumed") };

        long Number(string name) => count.GetProperty(name).GetInt64();
    }

    /// <summary>Asks an address of the server's for whatever JSON it answers.</summary>
    public Task<JsonDocument> SendAsync(HttpMethod method, string address, CancellationToken cancellationToken) =>
        AskAsync(new HttpRequestMessage(method, address), cancellationToken);

    public void Dispose() => _client.Dispose();

    private static string QueryOf(ReportRequest request)
    {
        var query = new List<string> { Of("time_zone", request.TimeZone) };
        if (request.Period.From is { } from) query.Add($"from={TextOf(from)}");
        if (request.Period.To is { } to) query.Add($"to={TextOf(to)}");
        query.AddRange(request.Where.Select(choice => Of("where", $"{choice.Name}={choice.Value}")));
        query.AddRange(request.Values.Select(choice => Of("set", $"{choice.Name}={choice.Value}")));
        if (request.By is { } by) query.Add(Of("by", by));
        if (request.Compare is { } compare) query.Add(Of("compare", compare));
        return string.Join('&', query);

        static string Of(string name, string value) => $"{name}={Uri.EscapeDataString(value)}";
    }

    private static string TextOf(DateTimeOffset time) => Uri.EscapeDataString(time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));

    private async Task<JsonDocument> AskAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using (request)
        {
            try
            {
                using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
                await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
                var json = await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
                return answer.IsSuccessStatusCode ? json : throw Refused((int)answer.StatusCode, json);
            }
            catch (Exception unreachable) when (unreachable is HttpRequestException or JsonException or IOException)
            {
                throw new BadInputException(
                    $"The store is held by a server at {server.Url} (process {server.ProcessId}), which does not answer.",
                    "See whether it is still starting or already stopping, and try again.",
                    innerException: unreachable);
            }
        }
    }

    private BadInputException Refused(int status, JsonDocument problem)
    {
        using (problem)
        {
            var detail = problem.RootElement.TryGetProperty("detail", out var text) ? text.GetString() : null;
            return new BadInputException(detail ?? $"The server answered {status}.", $"(Said by the server at {server.Url}.)", isUsage: status is 404);
        }
    }

    // The rows as they are read, in pieces whose length nobody knows before.
    private sealed class ImportContent : HttpContent
    {
        private readonly string _table;
        private readonly Table _rows;

        public ImportContent(string table, Table rows)
        {
            _table = table;
            _rows = rows;
            Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => ImportLines.WriteAsync(_table, _rows, stream, CancellationToken.None);

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) => ImportLines.WriteAsync(_table, _rows, stream, cancellationToken);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
