using Custos.Records;
using Custos.Store;
using Custos.Store.Report;
using Custos.Tests.House;

namespace Custos.SlowTests.Ingest;

/// <summary>A served Custos that OpenTelemetry's exporters send to, and what is in its store once it has ended.</summary>
internal sealed class ServedStore : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Data => _folder.File("data");

    public Task<RunningServer> ServeAsync() => CustosProgram.ServeAsync("--policies", Path.Combine(Repository.Root, "samples", "policies", "basic"), "--data-dir", Data);

    /// <summary>Every record, and the lines of the account: signal, received, stored, duplicates, rejected, unaccounted.</summary>
    public async Task<(List<Event> Events, List<string> Account)> ReadAsync()
    {
        await using var store = EmbeddedStore.Open(new EventLogOptions { DataDirectory = new DataDirectory(Data) });
        var events = new List<Event>();
        await foreach (var one in store.Log.ReadAsync(CancellationToken.None)) events.Add(one);
        var table = await store.Reports.RunAsync("intake", new ReportPeriod(), CancellationToken.None);
        return (events, [.. table.Rows.Select(static row => string.Join(' ', row.Skip(2)))]);
    }

    public void Dispose() => _folder.Dispose();
}
