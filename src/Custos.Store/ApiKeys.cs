using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Custos.Records;
using Custos.Store.DuckDb;

namespace Custos.Store;

/// <summary>Which API keys are there, and is this one of them?</summary>
/// <remarks>
/// A key is <c>custos_ID_SECRET</c>; the secret is 256 random bits, which nobody can guess however fast the hash is, so one HMAC-SHA-256 with
/// the key's own salt is enough at rest, and verifying costs about a microsecond. Kept in memory, compared in constant time. Thread-safe.
/// </remarks>
public sealed class ApiKeys
{
    private const string Prefix = "custos";

    private const int MaxNameLength = 200;

    private readonly StoreFile _store;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private FrozenDictionary<string, Kept> _kept;

    internal ApiKeys(StoreFile store, TimeProvider time)
    {
        _store = store;
        _time = time;
        _kept = Load();
    }

    /// <summary>Is there a key that admits somebody?</summary>
    public bool Any => Volatile.Read(ref _kept).Values.Any(kept => kept.Key.RevokedAt is null);

    /// <summary>Every key, oldest first, revoked ones too.</summary>
    public IReadOnlyList<ApiKey> List() => [.. Volatile.Read(ref _kept).Values.Select(kept => kept.Key).OrderBy(key => key.CreatedAt).ThenBy(key => key.Id, StringComparer.Ordinal)];

    /// <summary>Makes a key.</summary>
    /// <param name="name">What it is for, 1 to 200 characters.</param>
    /// <param name="limits">How much it may ask of models; the server's limits where null.</param>
    /// <returns>What is listed, and the key's own text, which can never be shown again.</returns>
    /// <exception cref="BadInputException">The name is empty or longer than 200 characters, or a limit is less than 1.</exception>
    public (ApiKey Key, string Text) Create(string name, KeyLimits? limits = null)
    {
        limits = (limits ?? new KeyLimits()).Checked();
        if (string.IsNullOrWhiteSpace(name) || name.Length > MaxNameLength)
        {
            throw new BadInputException("A key needs a name of 1 to 200 characters.", "Name it after who will use it.", isUsage: true);
        }

        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        var secret = Base64Url(RandomNumberGenerator.GetBytes(32));
        var text = $"{Prefix}_{id}_{secret}";
        var salt = RandomNumberGenerator.GetBytes(16);
        var at = Event.Truncate(_time.GetUtcNow());
        lock (_gate)
        {
            using var connection = _store.Connect();
            using var insert = connection.Prepare(SqlFile.Load("Keys/Insert"));
            insert.Bind(1, id).Bind(2, name).Bind(3, Convert.ToHexStringLower(salt)).Bind(4, Convert.ToHexStringLower(Hash(salt, text))).Bind(5, at);
            Bind(insert, 6, limits)
                .Execute(CancellationToken.None);
            Volatile.Write(ref _kept, Load());
        }

        return (new ApiKey(id, name, at, null, limits), text);
    }

    /// <summary>Which key is this? Null when it is none, or was revoked.</summary>
    /// <param name="text">What the caller sent.</param>
    public ApiKey? Verify(string text)
    {
        var known = Volatile.Read(ref _kept);
        var parts = text.Split('_', 3);
        var kept = parts.Length == 3 && parts[0] == Prefix ? known.GetValueOrDefault(parts[1]) : null;
        if (kept is null || text.Length > 256) return null;
        Span<byte> hash = stackalloc byte[32];
        Hash(kept.Salt, text, hash);
        return CryptographicOperations.FixedTimeEquals(hash, kept.Hash) && kept.Key.RevokedAt is null ? kept.Key : null;
    }

    /// <summary>From now on the key admits nobody.</summary>
    /// <returns>False when there is no such key, or it was revoked before.</returns>
    public bool Revoke(string id)
    {
        lock (_gate)
        {
            using var connection = _store.Connect();
            using var revoke = connection.Prepare(SqlFile.Load("Keys/Revoke"));
            var changed = revoke.Bind(1, _time.GetUtcNow()).Bind(2, id).Execute(CancellationToken.None);
            Volatile.Write(ref _kept, Load());
            return changed == 1;
        }
    }

    /// <summary>From now on the key may ask this much of models, also of a server that runs.</summary>
    /// <returns>False when there is no such key, or it was revoked.</returns>
    /// <exception cref="BadInputException">A limit is less than 1.</exception>
    public bool Limit(string id, KeyLimits limits)
    {
        lock (_gate)
        {
            using var connection = _store.Connect();
            using var limit = connection.Prepare(SqlFile.Load("Keys/Limit"));
            var changed = Bind(limit, 1, limits.Checked()).Bind(3, id).Execute(CancellationToken.None);
            Volatile.Write(ref _kept, Load());
            return changed == 1;
        }
    }

    private static Statement Bind(Statement statement, int first, KeyLimits limits) => BindNumber(BindNumber(statement, first, limits.RequestsPerMinute), first + 1, limits.TokensPerMinute);

    private static Statement BindNumber(Statement statement, int parameter, int? number) => number is { } value ? statement.Bind(parameter, value) : statement.BindNull(parameter);

    private FrozenDictionary<string, Kept> Load()
    {
        var kept = new Dictionary<string, Kept>();
        using var connection = _store.Connect();
        using var all = connection.Prepare(SqlFile.Load("Keys/All"));
        using var rows = all.Query(CancellationToken.None);
        while (rows.NextChunk())
        {
            for (var row = 0; row < rows.Count; row++)
            {
                var key = new ApiKey(rows[0].ReadString(row), rows[1].ReadString(row), rows[4].ReadTimestamp(row), rows[5].IsNull(row) ? null : rows[5].ReadTimestamp(row), new KeyLimits(Number(rows[6], row), Number(rows[7], row)));
                kept.Add(key.Id, new Kept(key, Convert.FromHexString(rows[2].ReadString(row)), Convert.FromHexString(rows[3].ReadString(row))));
            }
        }

        return kept.ToFrozenDictionary();
    }

    private static int? Number(Vector column, int row) => column.IsNull(row) ? null : column.ReadInt32(row);

    private static byte[] Hash(byte[] salt, string text)
    {
        var hash = new byte[32];
        Hash(salt, text, hash);
        return hash;
    }

    private static void Hash(byte[] salt, string text, Span<byte> hash)
    {
        Span<byte> utf8 = stackalloc byte[3 * 256];
        HMACSHA256.HashData(salt, utf8[..Encoding.UTF8.GetBytes(text, utf8)], hash);
    }

    private static string Base64Url(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    private sealed record Kept(ApiKey Key, byte[] Salt, byte[] Hash);
}
