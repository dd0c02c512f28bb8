using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Custos.Providers.Brought;

/// <summary>Is a manifest the one that its id was made of? The id is the SHA-256 of its bytes with zeros in the id's place.</summary>
internal static class SealedManifest
{
    private static readonly string NoId = new('0', 64);

    private static ReadOnlySpan<byte> Opening => "{\n  \"id\": \""u8;

    /// <summary>The bytes and the id of a manifest with these members.</summary>
    public static (byte[] Bytes, string Id) Write(JsonObject members)
    {
        members.Insert(0, "id", NoId);
        var bytes = Encoding.UTF8.GetBytes(members.ToJsonString(new JsonSerializerOptions { WriteIndented = true, NewLine = "\n" }) + "\n");
        var id = Convert.ToHexStringLower(SHA256.HashData(bytes));
        Encoding.ASCII.GetBytes(id, bytes.AsSpan(Opening.Length, id.Length));
        return (bytes, id);
    }

    /// <summary>The id that bytes should bear.</summary>
    public static string IdOf(byte[] bytes)
    {
        var zeroed = (byte[])bytes.Clone();
        if (zeroed.Length > Opening.Length + NoId.Length) Encoding.ASCII.GetBytes(NoId, zeroed.AsSpan(Opening.Length, NoId.Length));
        return Convert.ToHexStringLower(SHA256.HashData(zeroed));
    }
}
