import type { Refused } from './refused-conditions.ts';

/** As AWS's DynamoDB Local 1.25.1 answered; the placeholders are those of the test. */
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
