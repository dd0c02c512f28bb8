using Custos.Records;
using Custos.Store;

namespace Custos.SlowTests.Store;

/// <summary>Is every decision that was acknowledged in the store, and none of them twice?</summary>
internal static class FoundExactlyOnce
{
    public static async Task ShouldHoldAsync(string folder, IReadOnlyCollection<Guid> acknowledged)
    {
        await using var store = EmbeddedStore.Open(new EventLogOptions { DataDirectory = new DataDirectory(folder) });
        var found = new List<Guid>();
        await foreach (var item in store.Log.ReadAsync(default))
        {
            if (item is Decision) found.Add(item.Id);
        }

        found.Count.ShouldBe(found.Distinct().Count());
        acknowledged.Except(found).ShouldBeEmpty();
        store.Log.Counters.DamagedStretches.ShouldBe(0);
    }
}
