using System.Text;
using System.Text.Json;
using Custos.Text.Tables;
using FsCheck;
using FsCheck.Fluent;

namespace Custos.Tests.Text.Tables;

public sealed class JsonEscapesTests
{
    [Fact]
    public void What_the_framework_escapes_comes_back() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text =>
        {
            // Through UTF-8 first, since a .NET string may hold lone surrogates.
            var plain = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Get));
            var escaped = JsonEncodedText.Encode(plain).EncodedUtf8Bytes;
            var destination = new byte[escaped.Length];
            var length = JsonEscapes.Undo(escaped, destination);
            return Encoding.UTF8.GetString(destination.AsSpan(0, length)) == plain;
        }).QuickCheckThrowOnFailure();
}
