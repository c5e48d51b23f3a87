/** An expression, and why DynamoDB refuses it. */
export type Refused = readonly [expression: string, reason: string];

/** As AWS's DynamoDB Local 1.25.1 answered; the placeholders are those of the test. */
export const refusedConditions: readonly Refused[] = [
  ['a', 'Syntax error; token: "<EOF>", near: "a"'],
  ['a =', 'Syntax error; token: "<EOF>", near: "="'],
  ['#a = :v', 'An expression attribute name used in the document path is not defined; attribute name: #a'],
  ['name = :v', 'Attribute name is a reserved keyword; reserved keyword: name'],
  ['a.name = :v', 'Attribute name is a reserved keyword; reserved keyword: name'],
  [
    'attribute_exists(:v)',
    'Operator or function requires a document path; operator or function: attribute_exists',
  ],
  ['attribute_exist(a)', 'Invalid function name; function: attribute_exist'],
  ['size(a)', 'The function is not allowed to be used this way in an expression; function: size'],
  [
    'a = a',
    'The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [a]',
  ],
  ['(a = :v))', 'Syntax error; token: ")", near: "))"'],
  ['((a = :v))', 'The expression has redundant parentheses;'],
  [
    'begins_with(a)',
    'Incorrect number of operands for operator or function; operator or function: begins_with, number of operands: 1',
  ],
  [
    'contains(a, a)',
    'The first operand must be distinct from the remaining operands for this operator or function; operator: contains, first operand: [a]',
  ],
  [
    'attribute_type(a, :v)',
    'Invalid attribute type name found; type: x, valid types: {N,BS,L,B,NULL,M,S,SS,NS,BOOL}',
  ],
  [
    'attribute_type(a, b)',
    'Incorrect operand type for operator or function; operator or function: attribute_type, operand type: {B,M,DICT,INTSET,HD,HDS,FLOAT,SS,NS,N,DOUBLE,DECIMALSET,BS,DOUBLESET,S,DECIMAL,FS,L,INT,NULL,BOOL}',
  ],
  [
    'a BETWEEN :v AND :w',
    'The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {S:x}, upper bound operand: AttributeValue: {S:w}',
  ],
  ['a IN ()', 'Syntax error; token: ")", near: "()"'],
  ['a != b', 'Syntax error; token: "!", near: "a !="'],
  ['a == b', 'Syntax error; token: "=", near: "== b"'],
  ['a = "x"', 'Syntax error; token: """, near: "= "x"'],
  ['a = 5', 'Syntax error; token: "5", near: "= 5"'],
  ['a[b] = :v', 'Syntax error; token: "b", near: "[b]"'],
  ['a[-1] = :v', 'Syntax error; token: "-", near: "[-1"'],
  ['a[99999999999] = :v', 'List index is not within the allowable range; index: [99999999999]'],
  ['attribute_not_exists(a) AND', 'Syntax error; token: "<EOF>", near: "AND"'],
  ['AND a = :v', 'Syntax error; token: "AND", near: "AND a"'],
  ['a = :v b', 'Syntax error; token: "b", near: ":v b"'],
  ['#a-b = :v', 'Syntax error; token: "-", near: "#a-b"'],
  ['# = :v', 'Syntax error; token: "#", near: "# ="'],
  ['a = :', 'Syntax error; token: ":", near: "= :"'],
  [
    'size(size(a)) = :v',
    'Incorrect operand type for operator or function; operator or function: size, operand type: N',
  ],
  [
    'attribute_exists(size(a))',
    'Operator or function requires a document path; operator or function: attribute_exists',
  ],
  ['SIZE(a) = :v', 'Invalid function name; function: SIZE'],
  ['_a = :v', 'Syntax error; token: "_", near: "_a"'],
  ['1a = :v', 'Syntax error; token: "1", near: "1a"'],
  ['a-b = :v', 'Syntax error; token: "-", near: "a-b"'],
  [
    'contains(a, :v) = :v',
    'The function is not allowed to be used this way in an expression; function: contains',
  ],
  ['a = b = c', 'Syntax error; token: "=", near: "b = c"'],
  ['a IN :v', 'Syntax error; token: ":v", near: "IN :v"'],
  ['a BETWEEN :v', 'Syntax error; token: "<EOF>", near: ":v"'],
  [
    'attribute_exists(a,b)',
    'Incorrect number of operands for operator or function; operator or function: attribute_exists, number of operands: 2',
  ],
  ['a = :v AND b', 'Syntax error; token: "<EOF>", near: "b"'],
  ['name = :x and #q = :v', 'Attribute name is a reserved keyword; reserved keyword: name'],
  ['#q = :x', 'An expression attribute name used in the document path is not defined; attribute name: #q'],
  [':x = #q', 'An expression attribute value used in expression is not defined; attribute value: :x'],
  ['foo(:x)', 'Invalid function name; function: foo'],
  [
    'attribute_exists(:x)',
    'An expression attribute value used in expression is not defined; attribute value: :x',
  ],
  ['foo(#x) and (', 'Syntax error; token: "<EOF>", near: "("'],
  ['name = foo(', 'Syntax error; token: "<EOF>", near: "("'],
  ['((a=:x))', 'The expression has redundant parentheses;'],
  ['a = a and name = :v', 'Attribute name is a reserved keyword; reserved keyword: name'],
  ['#q = :v', 'An expression attribute name used in the document path is not defined; attribute name: #q'],
  ['a = ', 'Syntax error; token: "<EOF>", near: "= "'],
  ['a = :u', 'An expression attribute value used in expression is not defined; attribute value: :u'],
  ['a = :v and ((b = :v))', 'The expression has redundant parentheses;'],
  ['not ((b = :v))', 'The expression has redundant parentheses;'],
  ['((a)) = :v', 'The expression has redundant parentheses;'],
  ['(a = b) = :v', 'Syntax error; token: "=", near: ") = :v"'],
  ['a = (b = :v)', 'Syntax error; token: "=", near: "b = :v"'],
  ['not a', 'Syntax error; token: "<EOF>", near: "a"'],
  [
    'attribute_type(a, :v) and list_append(a,:v)',
    'The function is not allowed in a condition expression; function: list_append',
  ],
  [
    'if_not_exists(a,:v) = :v',
    'The function is not allowed in a condition expression; function: if_not_exists',
  ],
  [
    'a between a and :v',
    'The first operand must be distinct from the remaining operands for this operator or function; operator: BETWEEN, first operand: [a]',
  ],
  [
    'a between :v and a',
    'The first operand must be distinct from the remaining operands for this operator or function; operator: BETWEEN, first operand: [a]',
  ],
  [
    'a in (a)',
    'The first operand must be distinct from the remaining operands for this operator or function; operator: IN, first operand: [a]',
  ],
  [
    'a.b = a.b',
    'The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [a, b]',
  ],
  [
    'a[0] = a[0]',
    'The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [a, [0]]',
  ],
  ['#a = a', 'An expression attribute name used in the document path is not defined; attribute name: #a'],
  ['#a = #b', 'An expression attribute name used in the document path is not defined; attribute name: #a'],
  [
    'a.#b.c[1][2] = :v or a < b',
    'An expression attribute name used in the document path is not defined; attribute name: #b',
  ],
  ['a.0 = :v', 'Syntax error; token: "0", near: ".0 ="'],
  ['a..b = :v', 'Syntax error; token: ".", near: "..b"'],
  ['a[1.5] = :v', 'Syntax error; token: ".", near: "1.5"'],
  ['a[01] = :v', 'Syntax error; token: "1", near: "01]"'],
  ['a = :v é', 'Syntax error; token: "é", near: ":v é"'],
  ['é = :v', 'Syntax error; token: "é", near: "é ="'],
  ['a = :v_1', 'An expression attribute value used in expression is not defined; attribute value: :v_1'],
  ['a = :1', 'An expression attribute value used in expression is not defined; attribute value: :1'],
  ['#1 = :v', 'An expression attribute name used in the document path is not defined; attribute name: #1'],
  ['a = :v and ', 'Syntax error; token: "<EOF>", near: "and "'],
  ['not ', 'Syntax error; token: "<EOF>", near: "not "'],
  ['a in (', 'Syntax error; token: "<EOF>", near: "("'],
  ['attribute_exists(a', 'Syntax error; token: "<EOF>", near: "a"'],
  [
    'begins_with(a, a)',
    'The first operand must be distinct from the remaining operands for this operator or function; operator: begins_with, first operand: [a]',
  ],
  [
    'a <> a',
    'The first operand must be distinct from the remaining operands for this operator or function; operator: <>, first operand: [a]',
  ],
  ['a = :v AND NOT', 'Syntax error; token: "<EOF>", near: "NOT"'],
  ['IN (a)', 'Syntax error; token: "IN", near: "IN ("'],
  ['a = between', 'Syntax error; token: "between", near: "= between"'],
  ['a.and = :v', 'Syntax error; token: "and", near: ".and ="'],
  ['a.between = :v', 'Syntax error; token: "between", near: ".between ="'],
  ['delete = :v', 'Syntax error; token: "delete", near: "delete ="'],
  ['remove = :v', 'Syntax error; token: "remove", near: "remove ="'],
  ['add = :v', 'Syntax error; token: "add", near: "add ="'],
  ['Attribute_Exists(a)', 'Invalid function name; function: Attribute_Exists'],
  ['a >= :v and a =< :v', 'Syntax error; token: "<", near: "=< :v"'],
  ['a > = :v', 'Syntax error; token: "=", near: "> = :v"'],
  ['a < > :v', 'Syntax error; token: ">", near: "< > :v"'],
  ['#q = :v and name = :v', 'Attribute name is a reserved keyword; reserved keyword: name'],
  ['#q = :v and foo(a)', 'Invalid function name; function: foo'],
  ['name = :v and foo(a)', 'Attribute name is a reserved keyword; reserved keyword: name'],
  ['foo(a) and name = :v', 'Invalid function name; function: foo'],
  ['((a = :v)) and foo(b)', 'The expression has redundant parentheses;'],
  ['foo(b) and ((a = :v))', 'The expression has redundant parentheses;'],
  ['name = :v and ((a=:v))', 'The expression has redundant parentheses;'],
  ['((a=:v)) and name = :v', 'The expression has redundant parentheses;'],
  [') and #q = :v', 'Syntax error; token: ")", near: ") and"'],
  ['#q = :v and a in (', 'Syntax error; token: "<EOF>", near: "("'],
  ['name = :v and a in (', 'Syntax error; token: "<EOF>", near: "("'],
  ['#b = :v', 'An expression attribute name used in the document path is not defined; attribute name: #b'],
  ['((b = :v))', 'The expression has redundant parentheses;'],
  ['attribute_exists(a,b) and name = :v', 'Attribute name is a reserved keyword; reserved keyword: name'],
  ['name = :v and attribute_exists(a,b)', 'Attribute name is a reserved keyword; reserved keyword: name'],
  [
    'attribute_exists(a,b) and #q = :v',
    'Incorrect number of operands for operator or function; operator or function: attribute_exists, number of operands: 2',
  ],
  [
    'size(a) and name = :v',
    'The function is not allowed to be used this way in an expression; function: size',
  ],
  ['size(a) and #q = :v', 'The function is not allowed to be used this way in an expression; function: size'],
  ['#q = :v and size(a)', 'The function is not allowed to be used this way in an expression; function: size'],
  [
    'contains(a,:v) = :v and name = :v',
    'The function is not allowed to be used this way in an expression; function: contains',
  ],
  [
    'contains(a,:v) = :v and #q = :v',
    'The function is not allowed to be used this way in an expression; function: contains',
  ],
  [') and name = :v', 'Syntax error; token: ")", near: ") and"'],
  ['name = :v and attribute_exists(a', 'Syntax error; token: "<EOF>", near: "a"'],
  ['#q = :v and attribute_exists(a', 'Syntax error; token: "<EOF>", near: "a"'],
  ['a[99999999999] = :v and name = :v', 'List index is not within the allowable range; index: [99999999999]'],
  ['name = :v and a[99999999999] = :v', 'Attribute name is a reserved keyword; reserved keyword: name'],
  ['#q = :v and a[99999999999] = :v', 'List index is not within the allowable range; index: [99999999999]'],
  [
    'attribute_exists(:v) and a = :x',
    'Operator or function requires a document path; operator or function: attribute_exists',
  ],
  [
    'attribute_exists(:v) and a = a',
    'Operator or function requires a document path; operator or function: attribute_exists',
  ],
  [
    'a = a and attribute_exists(:v)',
    'The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [a]',
  ],
  [
    'a = a and begins_with(a, :n)',
    'The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [a]',
  ],
  [
    'begins_with(a, :n) and a = a',
    'Incorrect operand type for operator or function; operator or function: begins_with, operand type: N',
  ],
  [
    'a between :v and :n and a = a',
    'The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand: AttributeValue: {S:x}, upper bound operand: AttributeValue: {N:1}',
  ],
  [
    'a = a and a between :v and :n',
    'The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [a]',
  ],
  [
    'attribute_type(a, :v) and a = a',
    'Invalid attribute type name found; type: x, valid types: {N,BS,L,B,NULL,M,S,SS,NS,BOOL}',
  ],
  [
    'a = a and attribute_type(a, :v)',
    'The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [a]',
  ],
  [
    'a < :l and attribute_exists(:v)',
    'Incorrect operand type for operator or function; operator or function: <, operand type: L',
  ],
  [
    'attribute_exists(:v) and a < :l',
    'Operator or function requires a document path; operator or function: attribute_exists',
  ],
  [
    'list_append(a,a) and foo(a)',
    'The function is not allowed in a condition expression; function: list_append',
  ],
  ['if_not_exists(a) = :v', 'The function is not allowed in a condition expression; function: if_not_exists'],
  ['list_append(a) = a', 'The function is not allowed in a condition expression; function: list_append'],
  ['name.foo(a)', 'Syntax error; token: "(", near: "foo(a"'],
  ['attribute_exists(name.x, #q)', 'Attribute name is a reserved keyword; reserved keyword: name'],
  ['attribute_exists()', 'Syntax error; token: ")", near: "()"'],
  ['size() = :v', 'Syntax error; token: ")", near: "() ="'],
  ['foo() = :v', 'Syntax error; token: ")", near: "() ="'],
  ['a = foo()', 'Syntax error; token: ")", near: "()"'],
  [
    'a in (contains(b,:v))',
    'The function is not allowed to be used this way in an expression; function: contains',
  ],
  [
    'a = size(b) and a = a',
    'The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [a]',
  ],
  [
    'attribute_exists(size(#q))',
    'An expression attribute name used in the document path is not defined; attribute name: #q',
  ],
  [
    'size(size(b)) = :n',
    'Incorrect operand type for operator or function; operator or function: size, operand type: N',
  ],
  [
    'size(:n) = a and a = a',
    'Incorrect operand type for operator or function; operator or function: size, operand type: N',
  ],
  [
    'begins_with(:l, a)',
    'Incorrect operand type for operator or function; operator or function: begins_with, operand type: L',
  ],
  [
    'begins_with(a, :l)',
    'Incorrect operand type for operator or function; operator or function: begins_with, operand type: L',
  ],
  [
    'begins_with(size(a), :v)',
    'Incorrect operand type for operator or function; operator or function: begins_with, operand type: N',
  ],
  [
    'begins_with(a, size(b))',
    'Incorrect operand type for operator or function; operator or function: begins_with, operand type: N',
  ],
  [
    'attribute_type(size(a), :v)',
    'Invalid attribute type name found; type: x, valid types: {N,BS,L,B,NULL,M,S,SS,NS,BOOL}',
  ],
  [
    'attribute_type(:v, :v)',
    'Invalid attribute type name found; type: x, valid types: {N,BS,L,B,NULL,M,S,SS,NS,BOOL}',
  ],
  [
    'attribute_type(:v, :s)',
    'Incorrect operand type for operator or function; operator or function: attribute_type, operand type: SS',
  ],
  [
    'attribute_type(a, :n)',
    'Incorrect operand type for operator or function; operator or function: attribute_type, operand type: N',
  ],
  ['a < :s', 'Incorrect operand type for operator or function; operator or function: <, operand type: SS'],
  [
    'a between :l and :l',
    'Incorrect operand type for operator or function; operator or function: BETWEEN, operand type: L',
  ],
  [
    'a between :t and :t',
    'Incorrect operand type for operator or function; operator or function: BETWEEN, operand type: BOOL',
  ],
  [
    'a between :b and :b',
    'An expression attribute value used in expression is not defined; attribute value: :b',
  ],
  ['size(:m)=:n', 'An expression attribute value used in expression is not defined; attribute value: :m'],
  [
    'size(:t)=:n',
    'Incorrect operand type for operator or function; operator or function: size, operand type: BOOL',
  ],
  ['size(:b)=:n', 'An expression attribute value used in expression is not defined; attribute value: :b'],
  ['size(:u)=:n', 'An expression attribute value used in expression is not defined; attribute value: :u'],
  [
    'attribute_exists(pk) and pk = pk',
    'The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [pk]',
  ],
  ['(((a))) = :v', 'The expression has redundant parentheses;'],
  ['((size(a))) = :n', 'The expression has redundant parentheses;'],
];

export const refusedUpdates: readonly Refused[] = [
  ['set = :v', 'Syntax error; token: "=", near: "set = :v"'],
  ['SET a = ', 'Syntax error; token: "<EOF>", near: "= "'],
  ['SET name = :v', 'Attribute name is a reserved keyword; reserved keyword: name'],
  ['SET a =', 'Syntax error; token: "<EOF>", near: "="'],
  ['SET a = :v, SET b = :v', 'Syntax error; token: "SET", near: ", SET b"'],
  ['SET #x = :q, name = :v', 'Attribute name is a reserved keyword; reserved keyword: name'],
  [
    'SET a = #x + :q',
    'An expression attribute name used in the document path is not defined; attribute name: #x',
  ],
  ['SET a = :v REMOVE', 'Syntax error; token: "<EOF>", near: "REMOVE"'],
  ['ADD a :v, b :v SET c = :v ADD d :v', 'The "ADD" section can only be used once in an update expression;'],
  [
    'DELETE a :v ADD d :v',
    'Incorrect operand type for operator or function; operator: ADD, operand type: STRING, typeSet: ALLOWED_FOR_ADD_OPERAND',
  ],
  [
    'SET a = list_append(:v, :v, :v)',
    'Incorrect number of operands for operator or function; operator or function: list_append, number of operands: 3',
  ],
  ['SET a = size(foo)', 'The function is not allowed in an update expression; function: size'],
  [
    'SET a = begins_with(foo, :v)',
    'The function is not allowed in an update expression; function: begins_with',
  ],
  ['SET a = :v = :v', 'Syntax error; token: "=", near: ":v = :v"'],
  ['SET a = ((:v))', 'The expression has redundant parentheses;'],
  ['SET (a) = :v', 'Syntax error; token: "(", near: "SET (a"'],
  ['REMOVE (a)', 'Syntax error; token: "(", near: "REMOVE (a"'],
  ['ADD a (:v)', 'Syntax error; token: "(", near: "a (:v"'],
  ['ADD a if_not_exists(b,:v)', 'Syntax error; token: "if_not_exists", near: "a if_not_exists("'],
  [
    'SET a = :v + if_not_exists(b, :v)',
    'Incorrect operand type for operator or function; operator or function: +, operand type: S',
  ],
  ['SET a = :v+1', 'Syntax error; token: "1", near: "+1"'],
  ['SET a = 1', 'Syntax error; token: "1", near: "= 1"'],
  [
    'SET a = list_append(a, :v) + :v',
    'The function is not allowed to be used this way in an expression; function: list_append',
  ],
  [
    'SET a[0] = :v, a[1].b = :v, a[0].c = :v',
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a, [0]], path two: [a, [1], b]',
  ],
  [
    'SET a.b = :v, a.c = :v, #n.b = :v',
    'An expression attribute name used in the document path is not defined; attribute name: #n',
  ],
  [
    'SET a = :v, b = :v, c = :v, b.x = :v',
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [b], path two: [c]',
  ],
  [
    'SET a = :v, b.x = :v, c = :v, b = :v',
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [b, x], path two: [c]',
  ],
  [
    'SET a.b = :v, a.c = :v, a = :v',
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a, c], path two: [a]',
  ],
  [
    'SET a.x = :v, a.y = :v, a.y.z = :v',
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a, y], path two: [a, y, z]',
  ],
  [
    'SET a.x = :v, b = :v, a[0] = :v',
    'Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [a, x], path two: [a, [0]]',
  ],
  [
    'SET a.x.y = :v, a.z = :v, a[0] = :v',
    'Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [a, z], path two: [a, [0]]',
  ],
  [
    'SET b = :v, a = :v REMOVE a',
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]',
  ],
  [
    'SET a = :v ADD b :n REMOVE c DELETE b :s',
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [b], path two: [c]',
  ],
  [
    'REMOVE a SET a = :v',
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]',
  ],
  [
    'DELETE a :s ADD a :n',
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]',
  ],
  [
    'REMOVE a ADD a :n SET q = :v',
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [q]',
  ],
  [
    'SET a = :l + :n',
    'Incorrect operand type for operator or function; operator or function: +, operand type: L',
  ],
  [
    'SET a = list_append(:l, :n)',
    'Incorrect operand type for operator or function; operator or function: list_append, operand type: N',
  ],
  ['SET a = foo(:q)', 'Invalid function name; function: foo'],
  ['SET a = size(:q)', 'The function is not allowed in an update expression; function: size'],
  ['SET a = name + foo(:q)', 'Attribute name is a reserved keyword; reserved keyword: name'],
  [
    'SET a = if_not_exists(:q, :v)',
    'An expression attribute value used in expression is not defined; attribute value: :q',
  ],
  [
    'SET a = list_append(:v, :q)',
    'An expression attribute value used in expression is not defined; attribute value: :q',
  ],
  [
    'SET a = list_append(:v, b), c = :q',
    'An expression attribute value used in expression is not defined; attribute value: :q',
  ],
  [
    'SET a = :v, a = :q',
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]',
  ],
  [
    'SET a = :v + :n, a = :q',
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]',
  ],
  [
    'SET a = :v + :n, b = :v, b = :v',
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [b], path two: [b]',
  ],
  [
    'SET a = if_not_exists(:v, :v), b = :v, b = :v',
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [b], path two: [b]',
  ],
  [
    'SET a = list_append(b), b = :v, b = :v',
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [b], path two: [b]',
  ],
  ['SET a = size(b), name = :v', 'The function is not allowed in an update expression; function: size'],
  ['ADD a :v SET name = :v', 'Attribute name is a reserved keyword; reserved keyword: name'],
  [
    'ADD a :v SET b = :v, b = :v',
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [b], path two: [b]',
  ],
  ['SET a = :v SET name = :v', 'Attribute name is a reserved keyword; reserved keyword: name'],
  ['SET a = ((:v)), name = :v', 'The expression has redundant parentheses;'],
  ['ADD a :v, b :q', 'An expression attribute value used in expression is not defined; attribute value: :q'],
  ['SET pk = :q', 'An expression attribute value used in expression is not defined; attribute value: :q'],
  [
    'SET pk = :v, pk = :v',
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [pk], path two: [pk]',
  ],
  [
    'SET a = if_not_exists(if_not_exists(a,b), :v)',
    'Operator or function requires a document path; operator or function: if_not_exists',
  ],
  [
    'SET a = if_not_exists(list_append(a,b), :v)',
    'The function is not allowed to be used this way in an expression; function: list_append',
  ],
  [
    'SET a = list_append(list_append(:l,:l), :l)',
    'The function is not allowed to be used this way in an expression; function: list_append',
  ],
  ['SET a = list_append(:l + :l, :l)', 'Syntax error; token: "+", near: ":l + :l"'],
  ['SET a = :n + size(a)', 'The function is not allowed in an update expression; function: size'],
  ['SET a = if_not_exists(a, :v + :n)', 'Syntax error; token: "+", near: ":v + :n"'],
  ['SET a', 'Syntax error; token: "<EOF>", near: "a"'],
  [
    'SET a = :v, a = :v',
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]',
  ],
  [
    'SET m.y = :v, m = :v',
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [m, y], path two: [m]',
  ],
  [
    'SET m.y = :v, m[0] = :v',
    'Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [m, y], path two: [m, [0]]',
  ],
  ['SET a = :v SET b = :v', 'The "SET" section can only be used once in an update expression;'],
  [
    'SET a = n + :v',
    'Incorrect operand type for operator or function; operator or function: +, operand type: S',
  ],
  [
    'SET a = q + :v',
    'Incorrect operand type for operator or function; operator or function: +, operand type: S',
  ],
  [
    'SET a = s + :v',
    'Incorrect operand type for operator or function; operator or function: +, operand type: S',
  ],
  ['SET a = n - :v + :v', 'Syntax error; token: "+", near: ":v + :v"'],
  [
    'SET a = if_not_exists(a, :v) + :v',
    'Incorrect operand type for operator or function; operator or function: +, operand type: S',
  ],
  [
    'SET a = (n + :v)',
    'Incorrect operand type for operator or function; operator or function: +, operand type: S',
  ],
  [
    'SET a = list_append(l, :v)',
    'Incorrect operand type for operator or function; operator or function: list_append, operand type: S',
  ],
  [
    'SET a = list_append(s, :v)',
    'Incorrect operand type for operator or function; operator or function: list_append, operand type: S',
  ],
  [
    'SET a = list_append(q, :v)',
    'Incorrect operand type for operator or function; operator or function: list_append, operand type: S',
  ],
  [
    'SET a = list_append(l)',
    'Incorrect number of operands for operator or function; operator or function: list_append, number of operands: 1',
  ],
  [
    'SET a = if_not_exists(a)',
    'Incorrect number of operands for operator or function; operator or function: if_not_exists, number of operands: 1',
  ],
  [
    'SET a = if_not_exists(:v, :v)',
    'Operator or function requires a document path; operator or function: if_not_exists',
  ],
  ['SET a = foo(a)', 'Invalid function name; function: foo'],
  ['SET a = size(l)', 'The function is not allowed in an update expression; function: size'],
  [
    'SET a = attribute_exists(l)',
    'The function is not allowed in an update expression; function: attribute_exists',
  ],
  [
    'REMOVE a, a',
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]',
  ],
  [
    'ADD n :v',
    'Incorrect operand type for operator or function; operator: ADD, operand type: STRING, typeSet: ALLOWED_FOR_ADD_OPERAND',
  ],
  [
    'ADD q2 :v',
    'Incorrect operand type for operator or function; operator: ADD, operand type: STRING, typeSet: ALLOWED_FOR_ADD_OPERAND',
  ],
  [
    'ADD s :v',
    'Incorrect operand type for operator or function; operator: ADD, operand type: STRING, typeSet: ALLOWED_FOR_ADD_OPERAND',
  ],
  [
    'ADD ss :v',
    'Incorrect operand type for operator or function; operator: ADD, operand type: STRING, typeSet: ALLOWED_FOR_ADD_OPERAND',
  ],
  [
    'ADD ns :v',
    'Incorrect operand type for operator or function; operator: ADD, operand type: STRING, typeSet: ALLOWED_FOR_ADD_OPERAND',
  ],
  [
    'ADD newset :v',
    'Incorrect operand type for operator or function; operator: ADD, operand type: STRING, typeSet: ALLOWED_FOR_ADD_OPERAND',
  ],
  [
    'ADD m.cnt :v',
    'Incorrect operand type for operator or function; operator: ADD, operand type: STRING, typeSet: ALLOWED_FOR_ADD_OPERAND',
  ],
  ['ADD a = :v', 'Syntax error; token: "=", near: "a = :v"'],
  ['ADD a a', 'Syntax error; token: "a", near: "a a"'],
  [
    'DELETE ss :v',
    'Incorrect operand type for operator or function; operator: DELETE, operand type: STRING, typeSet: ALLOWED_FOR_DELETE_OPERAND',
  ],
  [
    'DELETE ns :v',
    'Incorrect operand type for operator or function; operator: DELETE, operand type: STRING, typeSet: ALLOWED_FOR_DELETE_OPERAND',
  ],
  [
    'DELETE newset :v',
    'Incorrect operand type for operator or function; operator: DELETE, operand type: STRING, typeSet: ALLOWED_FOR_DELETE_OPERAND',
  ],
  [
    'DELETE nothing :v',
    'Incorrect operand type for operator or function; operator: DELETE, operand type: STRING, typeSet: ALLOWED_FOR_DELETE_OPERAND',
  ],
  [
    'DELETE s :v',
    'Incorrect operand type for operator or function; operator: DELETE, operand type: STRING, typeSet: ALLOWED_FOR_DELETE_OPERAND',
  ],
  [
    'SET a = :v REMOVE b ADD n :v DELETE c :w',
    'Incorrect operand type for operator or function; operator: DELETE, operand type: STRING, typeSet: ALLOWED_FOR_DELETE_OPERAND',
  ],
  [
    'SET a = :v REMOVE a',
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]',
  ],
  ['set name = :v', 'Attribute name is a reserved keyword; reserved keyword: name'],
  [
    'SET #n = :v',
    'An expression attribute name used in the document path is not defined; attribute name: #n',
  ],
  [
    'SET #n.#n = :v',
    'An expression attribute name used in the document path is not defined; attribute name: #n',
  ],
  ['FOO a = :v', 'Syntax error; token: "FOO", near: "FOO a"'],
  ['SET a = :v,', 'Syntax error; token: "<EOF>", near: ","'],
  ['SET a = :v b = :v', 'Syntax error; token: "b", near: ":v b ="'],
  ['SET a = :v + :v + :v', 'Syntax error; token: "+", near: ":v + :v"'],
  ['SET a := :v', 'Syntax error; token: ":", near: "a :="'],
  ['SET :v = a', 'Syntax error; token: ":v", near: "SET :v ="'],
  [
    'SET n = n + :v, a = n',
    'Incorrect operand type for operator or function; operator or function: +, operand type: S',
  ],
  [
    'SET n = n + :v',
    'Incorrect operand type for operator or function; operator or function: +, operand type: S',
  ],
  [
    'SET a = list_append(:v, l)',
    'Incorrect operand type for operator or function; operator or function: list_append, operand type: S',
  ],
  [
    'SET a = if_not_exists(qq, list_append(l, l))',
    'The function is not allowed to be used this way in an expression; function: list_append',
  ],
  ['SET a = n + (n - :v)', 'Syntax error; token: "-", near: "n - :v"'],
  [
    'ADD l :v',
    'Incorrect operand type for operator or function; operator: ADD, operand type: STRING, typeSet: ALLOWED_FOR_ADD_OPERAND',
  ],
  [
    'ADD l[0] :v',
    'Incorrect operand type for operator or function; operator: ADD, operand type: STRING, typeSet: ALLOWED_FOR_ADD_OPERAND',
  ],
  [
    'DELETE m :v',
    'Incorrect operand type for operator or function; operator: DELETE, operand type: STRING, typeSet: ALLOWED_FOR_DELETE_OPERAND',
  ],
  ['SET a = - :v', 'Syntax error; token: "-", near: "= - :v"'],
  ['SET a = -:v', 'Syntax error; token: "-", near: "= -:v"'],
  [
    'SET a = :v -:v',
    'Incorrect operand type for operator or function; operator or function: -, operand type: S',
  ],
];
