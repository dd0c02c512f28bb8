using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.AI;

namespace Custos.Providers.Models;

/// <summary>Are two requests the same? By the content address of everything that the answer hangs on.</summary>
internal static class RequestHash
{
    /// <summary>64 hexadecimal digits. Each part stands behind its length, so that no two requests run together.</summary>
    public static string Of(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var content = new StringBuilder("custos request 1\n");
        Add(content, options?.ModelId);
        Add(content, options?.Temperature?.ToString("R", CultureInfo.InvariantCulture));
        Add(content, options?.MaxOutputTokens?.ToString(CultureInfo.InvariantCulture));
        Add(content, options?.AdditionalProperties?.TryGetValue(ChatModel.VoteOption, out var vote) == true ? Convert.ToString(vote, CultureInfo.InvariantCulture) : null);
        foreach (var message in messages)
        {
            Add(content, message.Role.Value);
            Add(content, message.Text);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content.ToString())));
    }

    private static void Add(StringBuilder content, string? part) => content.Append(part?.Length ?? -1).Append(' ').Append(part).Append('\n');
}
