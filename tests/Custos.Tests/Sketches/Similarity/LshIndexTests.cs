using Custos.Sketches.Similarity;

namespace Custos.Tests.Sketches.Similarity;

public sealed class LshIndexTests
{
    [Fact]
    public void Candidates_are_all_that_share_a_band_each_once_in_order()
    {
        var random = new Random(1);
        var minHash = new MinHash(30);
        var bands = new LshBands(10, 3);
        var index = new LshIndex(bands);
        var signatures = Enumerable.Range(0, 300).Select(_ => minHash.Sign([.. Enumerable.Range(0, random.Next(1, 8)).Select(_ => (ulong)random.Next(12))])).ToArray();
        var keys = Array.ConvertAll(signatures, KeysOf);

        for (var i = 0; i < signatures.Length; i++) index.Add(signatures[i]).ShouldBe(i);

        for (var i = 0; i < signatures.Length; i++)
        {
            index.Candidates(signatures[i]).ShouldBe(Enumerable.Range(0, keys.Length).Where(other => keys[other].Zip(keys[i]).Any(pair => pair.First == pair.Second)));
        }

        index.Candidates(minHash.Sign([])).ShouldBeEmpty();
        Should.Throw<ArgumentException>(() => index.Add(minHash.Sign([])));

        ulong[] KeysOf(MinHashSignature signature)
        {
            var own = new ulong[10];
            bands.Keys(signature.Slots, own);
            return own;
        }
    }
}
